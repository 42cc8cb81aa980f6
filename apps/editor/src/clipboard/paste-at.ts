import type { TFunction } from 'i18next';
import type { CanvasDesk } from '../canvas/canvas-desk.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { type Box, boundsOf, NODE_WIDTH, nodeSize } from '../canvas/geometry.ts';
import { portsOf, usedPortsOf } from '../canvas/node-ports.ts';
import { freePlace } from '../canvas/plan-insert.ts';
import { nodeTitle } from '../canvas/read-steps.ts';
import { readNote } from '../draft/layout-entries.ts';
import type { NodeCatalog } from '../queries/use-catalog.ts';
import type { Fragment } from './fragment.ts';
import { pastedIds, pasteFragment, placesOf } from './paste-fragment.ts';
import { pointerOver } from './pointer.ts';

/** Puts a fragment on the canvas: around the place that a hand chose, else around the pointer, else in the middle of the view, and where nothing stands yet. It is selected then. */
export function pasteAt(desk: CanvasDesk, fragment: Fragment, t: TFunction, spot?: PickRequest['client']): void {
  const { document, catalog, graph, select } = desk.latest();
  const bounds = boundsOf(boxesOf(fragment, catalog)) ?? { x: 0, y: 0, width: NODE_WIDTH, height: 0 };
  const middle = desk.toCanvas(spot === undefined ? handOn(desk) : { clientX: spot.x, clientY: spot.y });
  const wanted = { x: middle.x - bounds.width / 2, y: middle.y - bounds.height / 2 };
  const place = freePlace(graph, wanted, bounds);
  const shift = { x: place.x - bounds.x, y: place.y - bounds.y };
  const ids = pastedIds(document, fragment);
  const label = t('edit.paste', { count: ids.size, what: nameOf(fragment, catalog) ?? t('clipboard.note') });
  if (!desk.edit(label, (current) => pasteFragment(current, fragment, ids, shift))) return;
  select(ids.values());
  requestAnimationFrame(() => desk.reveal(ids.values()));
}

function handOn(desk: CanvasDesk): { readonly clientX: number; readonly clientY: number } {
  const element = desk.element();
  const box = element?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
  const pointer = element === null ? undefined : pointerOver(element);
  return pointer ?? { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 };
}

function boxesOf(fragment: Fragment, catalog: NodeCatalog): Box[] {
  const used = usedPortsOf(fragment.edges);
  return [...placesOf(fragment)].flatMap(([id, place]) => {
    const node = fragment.nodes[id];
    const note = readNote(fragment.layout[id]);
    if (node !== undefined) return [{ ...place, ...nodeSize(portsOf(node, catalog.get(node.type), used.get(id))) }];
    return note === undefined ? [] : [{ ...place, width: note.width, height: note.height }];
  });
}

/** What a single thing is called; of several, the number is said. */
function nameOf({ nodes }: Fragment, catalog: NodeCatalog): string | undefined {
  const [[id, node] = []] = Object.entries(nodes);
  return id === undefined || node === undefined ? undefined : nodeTitle(id, node, catalog.get(node.type));
}
