import { Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { problemOfError } from '../../api/api-error.ts';
import { useDraftSession, useSaveState } from '../../draft/draft-context.tsx';
import { fetchPart } from '../../parts/fetch-part.ts';
import { IconAlertTriangle, IconCheck, IconWifiOff } from '../../parts/icons.ts';
import classes from './workflow-bar.module.css';

const RefusedSave = lazy(() => fetchPart(async () => ({ default: (await import('./refused-save.tsx')).RefusedSave })));

/** Whether the engine has what is on the screen. Quiet while all is well; where it has not, what that means and what to do. */
export function SaveNote() {
  const { t } = useTranslation();
  const state = useSaveState();
  const { keeping } = useDraftSession();
  const kept = useStore(keeping, ({ kind }) => kind);
  const isLost = state.kind !== 'saved' && kept !== 'kept';
  useAskBeforeLeaving(isLost);
  if (state.kind === 'refused') {
    return (
      <Popover width={420} position="bottom-end" shadow="md" withArrow={false} trapFocus>
        <Popover.Target>
          <UnstyledButton className={classes['saving'] ?? ''} data-kind="refused">
            <IconAlertTriangle size={14} aria-hidden="true" />
            <span>{t('draft.refused', { reason: problemOfError(state.error).title })}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('draft.refusedTitle')}>
          <Suspense fallback={null}>
            <RefusedSave error={state.error} keepState={kept} />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    );
  }
  const help = isLost ? t(`draft.unkept.${kept}`) : state.kind === 'waiting' ? t('draft.waitingHelp') : undefined;
  return (
    <Tooltip label={help} disabled={help === undefined} multiline maw={320}>
      <span className={classes['saving']} data-kind={isLost ? 'lost' : state.kind} role="status" title={help}>
        {isLost ? (
          <IconAlertTriangle size={14} aria-hidden="true" />
        ) : state.kind === 'waiting' ? (
          <IconWifiOff size={14} aria-hidden="true" />
        ) : (
          <IconCheck size={14} aria-hidden="true" />
        )}
        {isLost ? t('draft.lost') : t(`draft.${state.kind}`)}
      </span>
    </Tooltip>
  );
}

/** Leaving now would lose what neither the engine nor this browser has. */
function useAskBeforeLeaving(isLost: boolean): void {
  useEffect(() => {
    if (!isLost) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isLost]);
}
