import { reasonOf, runAction } from '../actions/action-store.ts';
import type { CanvasDesk, DisabledMode } from '../canvas/canvas-desk.ts';
import { deleteEntries } from '../canvas/delete-entries.ts';
import { copyIds } from '../draft/edits/duplicate-nodes.ts';
import { groupsOf, ungroupNodes } from '../draft/edits/layout-edits.ts';
import { setDisabled } from '../draft/edits/node-fields.ts';
import { cutWires } from '../draft/edits/wires.ts';
import { entryCommands } from './entry-commands.ts';
import { type CommandMaker, duplicate, type OutlineCommand, type OutlineHands } from './outline-command.ts';
import { apart, requestAfter, requestBefore } from './outline-requests.ts';
import type { FlowRow, OutlineRow } from './outline-rows.ts';

/** All that can be done with a row, in the order of its menu. */
export function outlineCommands(row: OutlineRow, hands: OutlineHands): readonly OutlineCommand[] {
  const { t } = hands;
  const command: CommandMaker = (name, shortcut, run, reason, isEdit = true) => ({
    id: name,
    title: t(`outline.do.${name}` as 'outline.do.open'),
    shortcut,
    run: () => void run(),
    isEdit,
    reason,
  });
  const isOfFlow = row.kind === 'step' || row.kind === 'branch' || row.kind === 'link';
  return isOfFlow ? flowCommands(row, hands, command) : entryCommands(row, hands, command);
}

function flowCommands(row: FlowRow, hands: OutlineHands, command: CommandMaker): readonly OutlineCommand[] {
  const { desk, t } = hands;
  const { graph } = desk.latest();
  const isStep = row.kind === 'step';
  const id = row.kind === 'link' ? row.from : row.id;
  const notStep = isStep ? undefined : t('outline.reason.notStep');
  const wires = wiresOf(row, desk);
  const incoming = wires.filter(({ to }) => row.kind === 'link' || row.kind === 'branch' || to.node === id).map(({ key }) => key);
  const outputs = graph.steps.get(id)?.step.ports.outputs ?? [];
  const before = requestBefore(row, graph, hands.client());
  const isGrouped = () => {
    const groups = groupsOf(desk.latest().document.layout);
    return hands.targets().some((target) => groups.has(target));
  };
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
    command('duplicate', 'Mod+D', () => duplicate(hands, copyIds(desk.latest().document, hands.targets())), notStep),
    command('disable', 'D', () => disable('pass', hands), notStep),
    command('disableBlock', 'Shift+D', () => disable('block', hands), notStep),
    command('group', 'Mod+G', () => hands.addGroup(hands.targets()), notStep),
    command('toGroup', 'G', () => hands.ask({ what: 'group', ids: hands.targets() }), notStep),
    command(
      'outOfGroup',
      'Shift+G',
      () => outOfGroup(hands),
      notStep ?? (isGrouped() ? undefined : t('outline.reason.notGrouped')),
    ),
    command('run', 'Shift+Enter', () => runAction('runStep'), notStep ?? reasonOf('runStep'), false),
    command('runFrom', 'Alt+Enter', () => runAction('runFrom'), notStep ?? reasonOf('runFrom'), false),
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
    command('addNote', 'N', hands.addNote),
  ];
}

/** The wires that a row stands for: of a node all of them. */
function wiresOf(row: FlowRow, desk: CanvasDesk) {
  const { wires } = desk.latest().graph;
  if (row.kind !== 'step') return wires.filter(({ key }) => key === row.wire);
  return wires.filter(({ from, to }) => from.node === row.id || to.node === row.id);
}

function enter(row: FlowRow, hands: OutlineHands): void {
  if (row.kind === 'step') hands.open(row.id);
  else if (row.kind === 'link') hands.goTo(row.to);
  else hands.ask({ what: 'node', request: requestAfter(row, hands.desk.latest().graph, hands.client()) });
}

function cut(keys: readonly string[], hands: OutlineHands): void {
  if (keys.length > 1) hands.ask({ what: 'cut', wires: keys });
  else hands.desk.edit(hands.t('edit.cut', { count: 1 }), (document) => cutWires(document, new Set(keys)));
}

function remove(heal: boolean, { desk, t, targets }: OutlineHands): void {
  deleteEntries(desk, t, targets(), heal);
}

function outOfGroup({ desk, t, targets }: OutlineHands): void {
  const ids = targets();
  desk.edit(t('edit.outOfGroup', { count: ids.length }), (current) => ungroupNodes(current, ids));
}

function disable(mode: DisabledMode, { desk, t, targets }: OutlineHands): void {
  const ids = targets();
  const { document } = desk.latest();
  const isOff = ids.every((id) => document.nodes[id]?.disabled === mode);
  const label = t(isOff ? 'edit.enable' : 'edit.disable', desk.nameOf(ids));
  desk.edit(label, (current) => setDisabled(current, ids, isOff ? undefined : mode));
}
