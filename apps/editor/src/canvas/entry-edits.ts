import type { TFunction } from 'i18next';
import { freeId } from '../draft/edits/free-id.ts';
import { addEntry, changeEntry, groupNodes } from '../draft/edits/layout-edits.ts';
import type { CanvasDesk } from './canvas-desk.ts';
import { boundsOf } from './geometry.ts';
import { freePlace } from './plan-insert.ts';

const NOTE_SIZE = { width: 240, height: 120 };

/** Puts an empty note where a hand asked for it, else in the middle of what is in sight, or the nearest free place beneath; gives its id, undefined when it may not. */
export function addNote(desk: CanvasDesk, t: TFunction): string | undefined {
  const { document, graph } = desk.latest();
  const box = desk.element()?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  const { spot } = desk.store.getState();
  const client = spot ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const middle = desk.toCanvas({ clientX: client.x, clientY: client.y });
  const id = freeId(document, 'note');
  const wanted = { x: Math.round(middle.x - NOTE_SIZE.width / 2), y: Math.round(middle.y - NOTE_SIZE.height / 2) };
  const place = spot === undefined ? freePlace(graph, wanted, NOTE_SIZE) : wanted;
  const entry = { kind: 'note' as const, ...place, ...NOTE_SIZE, text: '', color: 'yellow' as const };
  return desk.edit(t('edit.addNote'), (current) => addEntry(current, id, entry)) ? id : undefined;
}

/** Makes a group of nodes; gives its id, undefined when it may not. */
export function addGroup(desk: CanvasDesk, t: TFunction, ids: readonly string[]): string | undefined {
  const { document, graph } = desk.latest();
  const id = freeId(document, 'group');
  const bounds = boundsOf(ids.flatMap((each) => graph.steps.get(each) ?? [])) ?? { x: 0, y: 0 };
  const place = { x: Math.round(bounds.x), y: Math.round(bounds.y) };
  const entry = { kind: 'group' as const, ...place, title: '', color: 'blue' as const, members: [...ids], collapsed: false };
  return desk.edit(t('edit.group', { count: ids.length }), (current) => groupNodes(current, id, entry)) ? id : undefined;
}

/** Collapses a group into a box at its corner, or opens it again. */
export function foldGroup(desk: CanvasDesk, t: TFunction, id: string): void {
  const box = desk.latest().graph.groups.get(id);
  if (box === undefined) return;
  const { collapsed, title } = box.group;
  const place = collapsed ? {} : { x: Math.round(box.x), y: Math.round(box.y) };
  const what = title === '' ? t('group.untitled') : title;
  desk.edit(t(collapsed ? 'edit.expand' : 'edit.collapse', { what }), (current) =>
    changeEntry(current, id, { ...place, collapsed: !collapsed }),
  );
}
