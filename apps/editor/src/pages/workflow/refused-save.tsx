import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDraftSession } from '../../draft/draft-context.tsx';
import type { KeepState } from '../../draft/remains-keeper.ts';
import { IconDownload } from '../../parts/icons.ts';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { fileNameOf, saveJson } from '../../parts/save-json.ts';
import classes from './refused-save.module.css';

export interface RefusedSaveProps {
  readonly error: unknown;
  readonly keepState: KeepState;
}

/** Why the engine does not take the draft, where the edits are meanwhile, and the ways on. */
export function RefusedSave({ error, keepState }: RefusedSaveProps) {
  const { t } = useTranslation();
  const { sync, store } = useDraftSession();
  const save = () => {
    const { document } = store.getState();
    saveJson(`${fileNameOf(document.name)}.json`, document);
  };
  return (
    <div className={classes['refused']}>
      <ProblemPanel error={error} onRetry={() => void sync.flush().catch(() => {})}>
        <Button variant="default" size="xs" leftSection={<IconDownload size={14} />} onClick={save}>
          {t('draft.download')}
        </Button>
      </ProblemPanel>
      <p>{t(keepState === 'kept' ? 'draft.keptHere' : `draft.unkept.${keepState}`)}</p>
    </div>
  );
}
