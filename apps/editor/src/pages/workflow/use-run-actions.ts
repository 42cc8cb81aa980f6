import { notifications } from '@mantine/notifications';
import type { RunPart } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { problemOfError } from '../../api/api-error.ts';
import { useDraftSession } from '../../draft/draft-context.tsx';
import type { DraftIssues } from '../../draft/use-draft-issues.ts';
import { IconPlayerSkipForward, IconPlayerTrackNext, IconPlayerTrackPrev } from '../../parts/icons.ts';
import { useLacksRight } from '../../queries/use-right.ts';
import { useRunWorkflow } from '../../queries/use-run-workflow.ts';

interface RunActionsOptions {
  readonly workflowId: string;
  readonly check: DraftIssues;
  /** The run that is shown: its data is taken over where it still holds. */
  readonly executionId: string | undefined;
  /** The node that is looked at; undefined: none, or several. */
  readonly nodeId: string | undefined;
  readonly onRun: (executionId: string) => void;
  readonly onIssues: () => void;
}

/** Runs a part of the draft: the step that is looked at, all from it on, all up to it. */
export function useRunActions({ workflowId, check, executionId, nodeId, onRun, onIssues }: RunActionsOptions): void {
  const { t } = useTranslation();
  const lacksRight = useLacksRight(workflowId, 'run');
  const run = useRunWorkflow(workflowId);
  const { sync } = useDraftSession();
  const start = async (partial: RunPart) => {
    if ((await check.settled()).length > 0) return onIssues();
    try {
      await sync.flush(); // what runs is what is on the screen
      onRun((await run.mutateAsync({ partial })).executionId);
    } catch (error) {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    }
  };
  const reuse = executionId === undefined ? {} : { reuse: executionId };
  const disabled =
    lacksRight ?? (nodeId === undefined ? t('action.noNode') : run.isPending ? t('action.runStarting') : undefined);
  const common = { group: t('palette.run'), disabled, lack: lacksRight };
  useAction({
    ...common,
    id: 'runStep',
    title: t('action.runStep'),
    shortcut: 'Shift+Enter',
    icon: IconPlayerSkipForward,
    run: () => nodeId !== undefined && start({ target: nodeId, ...reuse }),
  });
  useAction({
    ...common,
    id: 'runFrom',
    title: t('action.runFrom'),
    shortcut: 'Alt+Enter',
    icon: IconPlayerTrackNext,
    run: () => nodeId !== undefined && start({ from: nodeId, ...reuse }),
  });
  useAction({
    ...common,
    id: 'runTo',
    title: t('action.runTo'),
    shortcut: 'Alt+Shift+Enter',
    icon: IconPlayerTrackPrev,
    run: () => nodeId !== undefined && start({ target: nodeId, ...reuse, anew: true }),
  });
}
