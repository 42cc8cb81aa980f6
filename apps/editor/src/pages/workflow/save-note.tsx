import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDraftSession, useSaveState } from '../../draft/draft-context.tsx';
import { IconAlertTriangle, IconCheck, IconWifiOff } from '../../parts/icons.ts';
import { late } from '../../parts/late.tsx';
import { Tip } from '../../parts/tip.tsx';
import classes from './workflow-bar.module.css';

const RefusedNote = late(async () => (await import('./refused-note.tsx')).RefusedNote);

/** Whether the engine has what is on the screen. Quiet while all is well; where it has not, what that means and what to do. */
export function SaveNote() {
  const { t } = useTranslation();
  const state = useSaveState();
  const { keeping } = useDraftSession();
  const kept = useStore(keeping, ({ kind }) => kind);
  const isLost = state.kind !== 'saved' && kept !== 'kept';
  useAskBeforeLeaving(isLost);
  if (state.kind === 'refused') return <RefusedNote error={state.error} keepState={kept} />;
  const help = isLost ? t(`draft.unkept.${kept}`) : state.kind === 'waiting' ? t('draft.waitingHelp') : undefined;
  return (
    <Tip label={help} disabled={help === undefined} multiline maw={320}>
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
    </Tip>
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
