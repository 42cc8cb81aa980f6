import { notifications } from '@mantine/notifications';
import type { WorkflowDocument } from '@sluice/protocol';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { late, usePreload } from '../../parts/late.tsx';
import { fileNameOf, saveJson } from '../../parts/save-json.ts';
import { showUndo } from '../../parts/show-undo.ts';
import { useWorkflowChanges } from '../../queries/use-workflow-changes.ts';
import type { WorkflowSummary } from '../../queries/use-workflows.ts';
import { changedFiling, type FilingChange } from './folders/filing-change.ts';

const FilingDialog = late(async () => (await import('./folders/filing-dialog.tsx')).FilingDialog, { takesKeys: true });

type Many = readonly WorkflowSummary[];

export interface WorkflowActions {
  readonly file: (workflows: Many) => void;
  readonly duplicate: (workflow: WorkflowSummary) => void;
  readonly exportAll: (workflows: Many) => void;
  readonly archive: (workflows: Many) => void;
  readonly restore: (workflows: Many) => void;
}

/** What the list does to one workflow or many, with progress; what takes something away can be taken back. `dialog` belongs on the page. */
export function useWorkflowActions(bulk: Bulk<WorkflowSummary>): { actions: WorkflowActions; dialog: ReactNode } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changes = useWorkflowChanges();
  const [filed, setFiled] = useState<Many>();
  usePreload(FilingDialog);

  const inBulk = async (title: string, workflows: Many, act: (workflow: WorkflowSummary) => Promise<unknown>) => {
    const { done } = await bulk.start({ title }, workflows, act);
    await changes.refresh();
    return done;
  };

  const actions: WorkflowActions = {
    file: setFiled,
    duplicate: async (workflow) => {
      try {
        const made = await changes.duplicate(workflow, t('workflows.copyOf', { name: workflow.name }));
        await changes.refresh();
        await navigate({ to: '/workflows/$workflowId', params: { workflowId: made.id } });
      } catch (error) {
        notifications.show({ color: 'red', title: t('workflows.notDuplicated'), message: problemOfError(error).detail });
      }
    },
    exportAll: async (workflows) => {
      const documents = new Map<string, WorkflowDocument>();
      const keep = async ({ id }: WorkflowSummary) => documents.set(id, await changes.documentOf(id));
      const { left, failed } = await bulk.start({ title: t('workflows.exporting'), isReading: true }, workflows, keep);
      // A part of what was asked for must not pass for the whole.
      if (left.length > 0 || failed.length > 0) return;
      const [only] = workflows;
      if (workflows.length === 1 && only !== undefined) saveJson(`${fileNameOf(only.name)}.json`, documents.get(only.id));
      else {
        const items = workflows.map(({ id, folder, tags }) => ({ document: documents.get(id), folder, tags }));
        saveJson('sluice-workflows.json', { format: 'sluice-export/1', workflows: items });
      }
    },
    archive: async (workflows) => {
      const done = await inBulk(t('workflows.archiving'), workflows, changes.archive);
      if (done.length === 0) return;
      showUndo(t('workflows.archived', { count: done.length, name: done[0]?.name ?? '' }), async () => {
        await inBulk(t('workflows.restoring'), done, changes.unarchive);
      });
    },
    restore: async (workflows) => {
      const done = await inBulk(t('workflows.restoring'), workflows, changes.restore);
      if (done.length > 0)
        notifications.show({ message: t('workflows.restored', { count: done.length, name: done[0]?.name ?? '' }) });
    },
  };

  const saveFiling = async (workflows: Many, change: FilingChange) => {
    setFiled(undefined);
    const done = await inBulk(t('filing.saving'), workflows, (each) => changes.organize(each.id, changedFiling(each, change)));
    if (done.length === 0) return;
    showUndo(t('filing.saved', { count: done.length, name: done[0]?.name ?? '' }), async () => {
      await inBulk(t('filing.saving'), done, ({ id, folder, tags }) => changes.organize(id, { folder, tags }));
    });
  };
  const dialog = filed !== undefined && (
    <FilingDialog workflows={filed} onSave={(change) => void saveFiling(filed, change)} onClose={() => setFiled(undefined)} />
  );
  return { actions, dialog };
}
