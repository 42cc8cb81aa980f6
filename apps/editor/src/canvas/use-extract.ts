import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../api/api-error.ts';
import { planExtraction } from '../draft/edits/extract-workflow.ts';
import { useCreateWorkflow } from '../queries/use-create-workflow.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { boundsOf } from './geometry.ts';

/** Makes a workflow of its own out of nodes, and calls it in their place. The workflow stays when this is undone. */
export function useExtract(desk: CanvasDesk): (ids: readonly string[]) => Promise<void> {
  const { t } = useTranslation();
  const create = useCreateWorkflow();
  return async (ids) => {
    const { document, catalog, graph, bodies } = desk.latest();
    const bounds = boundsOf(ids.flatMap((id) => graph.steps.get(id) ?? [])) ?? { x: 0, y: 0, width: 0, height: 0 };
    const name = t('extract.name', { name: document.name, what: desk.nameOf(ids).what });
    const plan = planExtraction({ document, catalog, bodies: bodies ?? new Map(), ids: new Set(ids), name, place: bounds });
    if ('problem' in plan) {
      desk.refuse(t(`extract.${plan.problem}`, { what: plan.what }));
      return;
    }
    try {
      const made = await create.mutateAsync(plan.workflow);
      const isDone = desk.edit(t('edit.extract', { count: ids.length }), (current) => plan.replace(current, made.id));
      if (!isDone) return;
      desk.latest().select([plan.callId]);
      notifications.show({ message: t('extract.done', { name }) });
    } catch (error) {
      const { title, detail } = problemOfError(error);
      notifications.show({ color: 'red', title, message: detail });
    }
  };
}
