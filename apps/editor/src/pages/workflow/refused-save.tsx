import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftSession } from '../../draft/draft-context.tsx';
import type { KeepState } from '../../draft/remains-keeper.ts';
import { IconDownload, IconRefresh } from '../../parts/icons.ts';
import { ConfirmDialog } from '../../parts/late-confirm-dialog.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { fileNameOf, saveJson } from '../../parts/save-json.ts';
import classes from './refused-save.module.css';

export interface RefusedSaveProps {
  readonly error: unknown;
  readonly keepState: KeepState;
  /** Why the draft may only be looked at, where that is the reason. */
  readonly readOnlyReason: string | undefined;
}

/** Why the engine does not take the draft, where the edits are meanwhile, and the ways on. */
export function RefusedSave({ error, keepState, readOnlyReason }: RefusedSaveProps) {
  const { t } = useTranslation();
  const { sync, store } = useDraftSession();
  const [isAsking, setAsking] = useState(false);
  const save = () => {
    const { document } = store.getState();
    saveJson(`${fileNameOf(document.name)}.json`, document);
  };
  const retry = () => void sync.flush().catch(() => {});
  const download = (
    <Button variant="default" size="xs" leftSection={<IconDownload size={14} />} onClick={save}>
      {t('unsaved.download')}
    </Button>
  );
  return (
    <div className={classes['refused']}>
      {readOnlyReason === undefined ? (
        <ProblemPanel error={error} onRetry={retry}>
          {download}
        </ProblemPanel>
      ) : (
        <>
          <p role="alert">{t('unsaved.notInWorkflow', { reason: readOnlyReason })}</p>
          <Group gap="xs" mt="sm">
            <Button variant="default" size="xs" leftSection={<IconRefresh size={14} />} onClick={retry}>
              {t('problem.retry')}
            </Button>
            {download}
            <Button variant="default" size="xs" onClick={() => setAsking(true)}>
              {t('unsaved.goOnWithout')}
            </Button>
          </Group>
        </>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('unsaved.goOnWithout')}
          text={t('unsaved.goOnWithoutText', { name: store.getState().document.name })}
          action={t('unsaved.goOnWithoutDo')}
          onConfirm={async () => sync.discard()}
          onClose={() => setAsking(false)}
        />
      )}
      <p>{t(keepState === 'kept' ? 'unsaved.keptHere' : `draft.unkept.${keepState}`)}</p>
    </div>
  );
}
