import type { TFunction } from 'i18next';
import { runAction } from '../actions/action-store.ts';
import type { CanvasDesk, DisabledMode } from '../canvas/canvas-desk.ts';
import type { PickRequest } from '../canvas/canvas-store.ts';
import { boundsOf } from '../canvas/geometry.ts';
import { freePlace } from '../canvas/plan-insert.ts';
import { copyIds, duplicateNodes } from '../draft/edits/duplicate-nodes.ts';
import { setDisabled } from '../draft/edits/node-fields.ts';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { cutWires } from '../draft/edits/wires.ts';
import { apart, requestAfter, requestBefore } from './outline-requests.ts';
import type { OutlineRow } from './outline-rows.ts';

/** What is asked for with a list that opens beside a row. */
export type Asking =
  | { readonly what: 'node'; readonly request: PickRequest }
  | { readonly what: 'target'; readonly from: string; readonly port: string | undefined }
  | { readonly what: 'cut' | 'move'; readonly wires: readonly string[] };

/** What commands do to the outline itself. */
export interface OutlineHands {
  readonly desk: CanvasDesk;
  readonly t: TFunction;
  /** The nodes that a command is about: all that are selected, or that of the row. */
  readonly targets: () => readonly string[];
  /** Where the row is in the window. */
  readonly client: () => { readonly x: number; readonly y: number };
  readonly ask: (asking: Asking) => void;
  readonly rename: (id: string) => void;
  readonly open: (id: string) => void;
  readonly goTo: (id: string) => void;
  readonly select: (ids: Iterable<string>) => void;
}

export interface OutlineCommand {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string | readonly string[];
  readonly isEdit: boolean;
  /** Why it means nothing for the row. */
  readonly reason?: string | undefined;
  readonly run: () => void;
}

/** All that can be done with a row, in the order of its menu. */
export function outlineCommands(row: OutlineRow, hands: OutlineHands): readonly OutlineCommand[] {
  const { desk, t } = hands;
  const { graph } = desk.latest();
  const isStep = row.kind === 'step';
  const id = row.kind === 'link' ? row.from : row.id;
  const notStep = isStep ? undefined : t('outline.reason.notStep');
  const wires = wiresOf(row, desk);
  const incoming = wires.filter(({ to }) => row.kind === 'link' || row.kind === 'branch' || to.node === id).map(({ key }) => key);
  const outputs = graph.steps.get(id)?.step.ports.outputs ?? [];
  const before = requestBefore(row, graph, hands.client());
  const command = (name: string, shortcut: string | readonly string[], run: () => void, reason?: string, isEdit = true) => ({
    id: name,
    title: t(`outline.do.${name}` as 'outline.do.open'),
    shortcut,
    run,
    isEdit,
    reason,
  });
  return [
    command('open', 'Enter', () => enter(row, hands), undefined, false),
    command('addAfter', 'A', () => hands.ask({ what: 'node', request: requestAfter(row, graph, hands.client()) })),
    command(
      'insertBefore',
      'I',
      () => before !== undefined && hands.ask({ what: 'node', request: before }),
      before === undefined ? t('outline.reason.isStart') : undefined,
    ),
    command('addApart', 'Shift+A', () => hands.ask({ what: 'node', request: apart(graph, hands.client()) })),
    command(
      'connect',
      'C',
      () => hands.ask({ what: 'target', from: id, port: row.kind === 'branch' ? row.port : undefined }),
      row.kind === 'link' ? t('outline.reason.isWire') : outputs.length === 0 ? t('outline.reason.noOutputs') : undefined,
    ),
    command(
      'disconnect',
      'X',
      () =>
        cut(
          wires.map(({ key }) => key),
          hands,
        ),
      wires.length === 0 ? t('outline.reason.noWires') : undefined,
    ),
    command(
      'movePort',
      'M',
      () => hands.ask({ what: 'move', wires: incoming }),
      incoming.length === 0 ? t('outline.reason.noWiresIn') : undefined,
    ),
    command('rename', 'F2', () => hands.rename(id), notStep),
    command('duplicate', 'Mod+D', () => duplicate(hands), notStep),
    command('disable', 'D', () => disable('pass', hands), notStep),
    command('disableBlock', 'Shift+D', () => disable('block', hands), notStep),
    command('run', 'Shift+Enter', () => runAction('runStep'), notStep, false),
    command('runFrom', 'Alt+Enter', () => runAction('runFrom'), notStep, false),
    command(
      'delete',
      ['Delete', 'Backspace'],
      () =>
        isStep
          ? remove(true, hands)
          : cut(
              wires.map(({ key }) => key),
              hands,
            ),
      isStep || wires.length > 0 ? undefined : t('outline.reason.noWires'),
    ),
    command('deleteOnly', ['Shift+Delete', 'Shift+Backspace'], () => remove(false, hands), notStep),
  ];
}

/** The wires that a row stands for: of a node all of them. */
function wiresOf(row: OutlineRow, desk: CanvasDesk) {
  const { wires } = desk.latest().graph;
  if (row.kind !== 'step') return wires.filter(({ key }) => key === row.wire);
  return wires.filter(({ from, to }) => from.node === row.id || to.node === row.id);
}

function enter(row: OutlineRow, hands: OutlineHands): void {
  if (row.kind === 'step') hands.open(row.id);
  else if (row.kind === 'link') hands.goTo(row.to);
  else hands.ask({ what: 'node', request: requestAfter(row, hands.desk.latest().graph, hands.client()) });
}

function cut(keys: readonly string[], hands: OutlineHands): void {
  if (keys.length > 1) hands.ask({ what: 'cut', wires: keys });
  else hands.desk.edit(hands.t('edit.cut', { count: 1 }), (document) => cutWires(document, new Set(keys)));
}

function remove(heal: boolean, { desk, t, targets }: OutlineHands): void {
  const ids = targets();
  desk.edit(t('edit.delete', desk.nameOf(ids)), (document) => removeNodes(document, ids, { heal }));
}

function disable(mode: DisabledMode, { desk, t, targets }: OutlineHands): void {
  const ids = targets();
  const { document } = desk.latest();
  const isOff = ids.every((id) => document.nodes[id]?.disabled === mode);
  const label = t(isOff ? 'edit.enable' : 'edit.disable', desk.nameOf(ids));
  desk.edit(label, (current) => setDisabled(current, ids, isOff ? undefined : mode));
}

function duplicate({ desk, t, targets, select }: OutlineHands): void {
  const { document, graph } = desk.latest();
  const copies = copyIds(document, targets());
  const bounds = boundsOf([...copies.keys()].flatMap((id) => graph.steps.get(id) ?? []));
  if (bounds === undefined) return;
  const place = freePlace(graph, { x: bounds.x, y: bounds.y + bounds.height + 36 }, bounds);
  const shift = { x: place.x - bounds.x, y: place.y - bounds.y };
  if (desk.edit(t('edit.duplicate', desk.nameOf(copies.keys())), (current) => duplicateNodes(current, copies, shift)))
    select(copies.values());
}
