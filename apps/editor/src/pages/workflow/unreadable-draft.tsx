import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnreadableRemains } from '../../draft/draft-remains.ts';
import { IconDownload } from '../../parts/icons.ts';
import { ConfirmDialog } from '../../parts/late-confirm-dialog.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { fileNameOf, saveJson } from '../../parts/save-json.ts';
import classes from './workflow-page.module.css';

interface UnreadableDraftProps {
  readonly error: UnreadableRemains;
  readonly name: string;
  readonly onDiscard: () => Promise<void>;
}

/** This browser keeps edits that this editor cannot read: they stay untouched until somebody says what to do with them. */
export function UnreadableDraft({ error, name, onDiscard }: UnreadableDraftProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  return (
    <div className={classes['failure']}>
      <h1 className={classes['failureTitle']}>{name}</h1>
      <ProblemPanel error={error} onRetry={() => window.location.reload()}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} />}
          onClick={() => saveJson(`${fileNameOf(name)}-unsaved.json`, error.remains)}
        >
          {t('unsaved.saveUnreadable')}
        </Button>
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {t('unsaved.goOnWithout')}
        </Button>
      </ProblemPanel>
      {isAsking && (
        <ConfirmDialog
          title={t('unsaved.goOnWithout')}
          text={t('unsaved.goOnWithoutText', { name })}
          action={t('unsaved.goOnWithoutDo')}
          onConfirm={onDiscard}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
