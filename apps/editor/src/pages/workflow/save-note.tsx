import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { useDraftSession, useSaveState } from '../../draft/draft-context.tsx';
import { IconAlertTriangle, IconCheck, IconWifiOff } from '../../parts/icons.ts';
import classes from './workflow-bar.module.css';

/** Whether the engine has what is on the screen. Quiet while all is well. */
export function SaveNote() {
  const { t } = useTranslation();
  const state = useSaveState();
  const { sync } = useDraftSession();
  if (state.kind === 'refused') {
    return (
      <UnstyledButton
        className={classes['saving'] ?? ''}
        data-kind="refused"
        title={t('draft.retry')}
        onClick={() => sync.flush().catch(() => {})}
      >
        <IconAlertTriangle size={14} aria-hidden="true" />
        {t('draft.refused', { reason: problemOfError(state.error).detail })}
      </UnstyledButton>
    );
  }
  return (
    <span className={classes['saving']} data-kind={state.kind} role="status">
      {state.kind === 'waiting' ? <IconWifiOff size={14} aria-hidden="true" /> : <IconCheck size={14} aria-hidden="true" />}
      {t(`draft.${state.kind}`)}
    </span>
  );
}
