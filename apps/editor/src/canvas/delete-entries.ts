import type { TFunction } from 'i18next';
import { leavesLoose, removeNodes, withMembers } from '../draft/edits/remove-nodes.ts';
import type { CanvasDesk } from './canvas-desk.ts';

/** Deletes nodes, notes and groups: an open group is a frame, which goes alone; a collapsed one is seen as one thing, and goes with its nodes. */
export function deleteEntries(desk: CanvasDesk, t: TFunction, ids: readonly string[], heal: boolean): void {
  const { document } = desk.latest();
  const all = withMembers(document, ids, ({ collapsed }) => collapsed);
  const isDone = desk.edit(t('edit.delete', desk.nameOf(ids)), (current) => removeNodes(current, all, { heal }));
  if (isDone && heal && leavesLoose(document, all)) desk.refuse(t('delete.loose'));
}
