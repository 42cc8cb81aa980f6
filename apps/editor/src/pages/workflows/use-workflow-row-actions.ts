import { useTranslation } from 'react-i18next';
import { useRowActions } from '../../bulk/use-row-actions.ts';
import type { Selection } from '../../bulk/use-selection.ts';
import { IconArchive, IconArchiveOff, IconCopy, IconDownload, IconFolder } from '../../parts/icons.ts';
import { useCan } from '../../queries/use-me.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import type { WorkflowActions } from './use-workflow-actions.tsx';

interface WorkflowRowActionsOptions {
  readonly items: readonly WorkflowSummary[];
  readonly selection: Selection;
  readonly focused: WorkflowSummary | undefined;
  readonly actions: WorkflowActions;
}

/** What the menus of the rows do, in the palette. */
export function useWorkflowRowActions({ actions, ...list }: WorkflowRowActionsOptions): void {
  const { t } = useTranslation();
  const canBuild = useCan('builder');
  const disabled = canBuild ? undefined : t('role.mayNotBuild');
  useRowActions({
    ...list,
    prefix: 'workflows',
    keyOf: ({ id }) => id,
    nameOf: ({ name }) => name,
    actions: [
      { id: 'file', title: t('workflows.file'), icon: IconFolder, disabled, run: actions.file },
      {
        id: 'duplicate',
        title: t('workflows.duplicate'),
        icon: IconCopy,
        disabled,
        isForOne: true,
        run: ([workflow]) => workflow !== undefined && actions.duplicate(workflow),
      },
      { id: 'export', title: t('workflows.export'), icon: IconDownload, run: actions.exportAll },
      {
        id: 'archive',
        title: t('workflows.archive'),
        icon: IconArchive,
        disabled,
        fits: ({ archived }) => !archived,
        misfit: t('rows.isArchived'),
        run: actions.archive,
      },
      {
        id: 'restore',
        title: t('workflows.restore'),
        icon: IconArchiveOff,
        disabled,
        fits: ({ archived }) => archived,
        misfit: t('rows.isNotArchived'),
        run: actions.restore,
      },
    ],
  });
}
