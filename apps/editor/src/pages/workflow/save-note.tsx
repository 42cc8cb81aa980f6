import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDraftSession, useSaveState } from '../../draft/draft-context.tsx';
import { IconAlertTriangle, IconCheck, IconLock, IconWifiOff } from '../../parts/icons.ts';
import { late } from '../../parts/late.tsx';
import { Tip } from '../../parts/tip.tsx';
import classes from './workflow-bar.module.css';

const RefusedNote = late(async () => (await import('./refused-note.tsx')).RefusedNote);

interface SaveNoteProps {
  /** Why the draft may only be looked at. */
  readonly readOnlyReason: string | undefined;
}

/** Whether the engine has what is on the screen. Quiet while all is well; where it has not, what that means and what to do. */
export function SaveNote({ readOnlyReason }: SaveNoteProps) {
  const { t } = useTranslation();
  const state = useSaveState();
  const { keeping } = useDraftSession();
  const kept = useStore(keeping, ({ kind }) => kind);
  const isLost = state.kind !== 'saved' && kept !== 'kept';
  useAskBeforeLeaving(isLost);
  useSaveWhenAllowed(readOnlyReason);
  if (state.kind === 'refused') return <RefusedNote error={state.error} keepState={kept} readOnlyReason={readOnlyReason} />;
  if (readOnlyReason !== undefined && state.kind === 'saved') return <ViewOnly reason={readOnlyReason} />;
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

function ViewOnly({ reason }: { readonly reason: string }) {
  const { t } = useTranslation();
  return (
    <Tip label={reason} multiline maw={300}>
      <span className={classes['saving']} title={reason}>
        <IconLock size={14} aria-hidden="true" />
        {t('draft.viewOnly')}
      </span>
    </Tip>
  );
}

/** What was refused for want of a right is sent when there is one again. */
function useSaveWhenAllowed(readOnlyReason: string | undefined): void {
  const { sync } = useDraftSession();
  const isAllowed = readOnlyReason === undefined;
  useEffect(() => {
    if (isAllowed && sync.state.getState().kind === 'refused') void sync.flush().catch(() => {});
  }, [isAllowed, sync]);
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
