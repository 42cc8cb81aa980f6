import { notifications } from '@mantine/notifications';
import type { WorkflowDetail, WorkflowDocument } from '@sluice/protocol';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../actions/use-actions.ts';
import { problemOfError } from '../../api/api-error.ts';
import { useBulk } from '../../bulk/use-bulk.ts';
import { useDraftSession } from '../../draft/draft-context.tsx';
import { IconArchive, IconArchiveOff, IconCopy, IconDownload, IconFolder } from '../../parts/icons.ts';
import { fileNameOf, saveJson } from '../../parts/save-json.ts';
import { useCan } from '../../queries/use-me.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import { useNewWorkflow } from '../workflows/use-new-workflow.ts';
import { useWorkflowActions } from '../workflows/use-workflow-actions.tsx';

interface WorkflowCommandsProps {
  readonly workflow: WorkflowDetail;
  /** The draft as it stands here. */
  readonly document: WorkflowDocument;
}

/** What the list of workflows does to one of them, in the palette of the one that is open. */
export function WorkflowCommands({ workflow, document }: WorkflowCommandsProps) {
  const { t } = useTranslation();
  const { sync } = useDraftSession();
  const bulk = useBulk<WorkflowSummary>();
  const { actions, dialog } = useWorkflowActions(bulk);
  const reason = useCan('builder') ? undefined : t('role.mayNotBuild');
  useNewWorkflow(workflow.folder);
  const failure = bulk.state?.result?.failed[0]?.error;
  useEffect(() => {
    if (failure === undefined) return;
    const { title, detail } = problemOfError(failure);
    notifications.show({ color: 'red', title, message: detail });
  }, [failure]);

  const group = t('workflows.title');
  const { archived } = workflow;
  useActions([
    {
      id: 'workflow.file',
      title: t('action.fileWorkflow'),
      group,
      icon: IconFolder,
      disabled: reason,
      run: () => actions.file([workflow]),
    },
    {
      id: 'workflow.duplicate',
      title: t('action.duplicateWorkflow'),
      group,
      icon: IconCopy,
      disabled: reason,
      run: async () => {
        await sync.flush(); // the copy is of what is on the screen
        actions.duplicate(workflow);
      },
    },
    {
      id: 'workflow.export',
      title: t('action.exportWorkflow'),
      group,
      icon: IconDownload,
      run: () => saveJson(`${fileNameOf(document.name)}.json`, document),
    },
    {
      id: 'workflow.archive',
      title: t(archived ? 'action.restoreWorkflow' : 'action.archiveWorkflow'),
      group,
      icon: archived ? IconArchiveOff : IconArchive,
      disabled: reason,
      run: () => (archived ? actions.restore([workflow]) : actions.archive([workflow])),
    },
  ]);
  return dialog;
}
