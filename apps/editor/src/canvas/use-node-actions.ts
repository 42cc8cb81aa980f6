import { useReactFlow } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { copyIds, duplicateNodes } from '../draft/edits/duplicate-nodes.ts';
import { setDisabled } from '../draft/edits/node-fields.ts';
import { connect, cutWires } from '../draft/edits/wires.ts';
import {
  IconArrowRight,
  IconBan,
  IconCopy,
  IconCursorText,
  IconDots,
  IconPlug,
  IconPlus,
  IconScissors,
  IconTrash,
} from '../parts/icons.ts';
import { enterStep } from '../step-panel/step-entry.ts';
import { beforeNode } from './before-node.ts';
import { useCanvasState } from './canvas-context.ts';
import type { CanvasDesk, DisabledMode } from './canvas-desk.ts';
import { NOTHING } from './canvas-store.ts';
import { type Chosen, useReasons } from './chosen.ts';
import { connectionProblem } from './connection-problem.ts';
import { deleteEntries } from './delete-entries.ts';
import { focusNode } from './focus-node.ts';
import { boundsOf } from './geometry.ts';
import { neighbourOf } from './neighbour-of.ts';
import { boxNow } from './place-graph.ts';
import { freePlace } from './plan-insert.ts';
import { firstInput, firstOutput } from './through-ports.ts';
import { useEditActions } from './use-edit-actions.ts';
import { WITHIN_CANVAS } from './use-view-actions.ts';

/** What is done with nodes and wires. */
export function useNodeActions(desk: CanvasDesk, chosen: Chosen): void {
  const { t } = useTranslation();
  const flow = useReactFlow();
  const wires = useCanvasState((state) => state.wires);
  const { graph } = chosen;
  const { steps, all, mayEdit, needsSteps, needsAny, needsOne } = useReasons(chosen);
  const group = t('palette.edit');
  const within = WITHIN_CANVAS;

  const areGroups = all.length > 0 && all.every((id) => graph.groups.has(id));
  const isFrame = all.some((id) => graph.groups.get(id)?.group.collapsed === false);

  /** In the middle of what is in sight. */
  const middle = () => {
    const box = desk.element()?.getBoundingClientRect() ?? new DOMRect(0, 0, window.innerWidth, window.innerHeight);
    const client = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    return { client, at: flow.screenToFlowPosition(client) };
  };
  const add = (toSelection: 'may' | 'must') =>
    desk.store.setState({ picking: { ...middle(), ...(steps.length > 0 ? { toSelection } : { isAnywhere: true }) } });
  const insertBefore = () => {
    const [id = ''] = steps;
    const request = beforeNode(id, desk.latest().graph, middle().client);
    if (request === undefined) desk.refuse(t('outline.reason.isStart'));
    else desk.store.setState({ picking: request });
  };
  const remove = (heal: boolean) => {
    const { store } = desk;
    const next = all.length === 0 ? undefined : neighbourOf(graph, new Set(all));
    if (all.length > 0) deleteEntries(desk, t, all, heal);
    else desk.edit(t('edit.cut', { count: wires.size }), (document) => cutWires(document, wires));
    store.setState({ wires: NOTHING, hovered: undefined });
    desk.element()?.focus({ preventScroll: true });
    // The keys go on from there.
    if (next !== undefined) focusNode(desk, next);
  };
  const duplicate = () => {
    const { document } = desk.latest();
    const copies = copyIds(document, all);
    const boxes = [...copies.keys()].flatMap((id) => boxNow(graph, id) ?? []);
    const bounds = boundsOf(boxes);
    if (bounds === undefined) return;
    const place = freePlace(graph, { x: bounds.x, y: bounds.y + bounds.height + 36 }, bounds);
    const shift = { x: place.x - bounds.x, y: place.y - bounds.y };
    const isDone = desk.edit(t('edit.duplicate', desk.nameOf(all)), (current) => duplicateNodes(current, copies, shift));
    if (!isDone) return;
    const made = all.flatMap((id) => copies.get(id) ?? []);
    desk.latest().select(made);
    requestAnimationFrame(() => desk.reveal(made));
  };
  const disable = (mode: DisabledMode) => {
    const { document } = desk.latest();
    const isOff = steps.every((id) => document.nodes[id]?.disabled === mode);
    const label = t(isOff ? 'edit.enable' : 'edit.disable', desk.nameOf(steps));
    desk.edit(label, (current) => setDisabled(current, steps, isOff ? undefined : mode));
  };
  const join = () => {
    if (steps.length === 1) {
      desk.store.setState({ connecting: steps[0] });
      return;
    }
    const sorted = steps.flatMap((id) => graph.steps.get(id) ?? []).sort((a, b) => a.x - b.x);
    const { document, catalog } = desk.latest();
    const made = sorted.slice(1).flatMap((box, index) => {
      const before = sorted[index]!;
      const isWired = (port: string) => graph.wires.some(({ from }) => from.node === before.id && from.port === port);
      const [output, input] = [firstOutput(before.step.ports, isWired), firstInput(box.step.ports)];
      return output === undefined || input === undefined
        ? []
        : [{ from: `${before.id}.${output.name}`, to: `${box.id}.${input.name}` }];
    });
    const problem = made.map((wire) => connectionProblem(document, catalog, wire)).find((each) => each !== undefined);
    if (problem !== undefined || made.length === 0) {
      desk.refuse(problem ?? t('reason.noPorts'));
      return;
    }
    const names = { from: sorted[0]?.step.title ?? '', to: sorted.at(-1)?.step.title ?? '' };
    desk.edit(t('edit.connect', names), (current) => made.reduce((next, { from, to }) => connect(next, from, to), current));
  };
  const cut = () => {
    const keys = new Set(
      graph.wires.filter(({ from, to }) => steps.includes(from.node) || steps.includes(to.node)).map(({ key }) => key),
    );
    desk.edit(t('edit.cut', { count: keys.size }), (document) => cutWires(document, keys));
  };

  const showMenu = () => {
    const [id = ''] = all;
    const box = desk
      .element()
      ?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
      ?.getBoundingClientRect();
    const { client } = middle();
    const at = box === undefined ? client : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    desk.store.setState({ menu: { kind: graph.steps.has(id) ? 'node' : 'entry', id, at } });
  };

  useEditActions(mayEdit, [
    {
      id: 'add-node',
      title: t('action.addNode'),
      group,
      isOfCanvas: true,
      shortcut: 'A',
      icon: IconPlus,
      disabled: mayEdit,
      run: () => add('may'),
    },
    {
      id: 'add-node-after',
      title: t('action.addNodeAfter'),
      group,
      isOfCanvas: true,
      // Who may not goes on to the next node with it, and is told so once.
      within: mayEdit === undefined ? within : '[data-canvas]:focus, .react-flow__node:has([data-selected])',
      shortcut: 'Tab',
      icon: IconPlus,
      disabled: needsSteps(1),
      run: () => add('must'),
    },
    {
      id: 'insert-before',
      title: t('action.insertBefore'),
      group,
      isOfCanvas: true,
      shortcut: 'I',
      icon: IconPlus,
      disabled: needsSteps(1),
      run: insertBefore,
    },
    {
      id: 'delete',
      title: t(areGroups ? (isFrame ? 'action.deleteFrame' : 'action.deleteGroup') : 'action.delete'),
      group,
      isOfCanvas: true,
      shortcut: ['Delete', 'Backspace'],
      icon: IconTrash,
      disabled: wires.size > 0 ? mayEdit : needsAny,
      run: () => remove(true),
    },
    {
      id: 'delete-without-healing',
      title: t('action.deleteOnly'),
      group,
      isOfCanvas: true,
      shortcut: ['Shift+Delete', 'Shift+Backspace'],
      icon: IconTrash,
      disabled: wires.size > 0 ? mayEdit : needsAny,
      run: () => remove(false),
    },
    {
      id: 'duplicate',
      title: t('action.duplicate'),
      group,
      isOfCanvas: true,
      shortcut: 'Mod+D',
      icon: IconCopy,
      disabled: needsAny,
      run: duplicate,
    },
    {
      id: 'rename',
      title: t('action.rename'),
      group,
      isOfCanvas: true,
      shortcut: 'F2',
      icon: IconCursorText,
      disabled: needsOne,
      run: () => desk.store.setState({ renaming: all[0] }),
    },
    {
      id: 'open-node',
      title: t('action.open'),
      group,
      isOfCanvas: true,
      within,
      shortcut: 'Enter',
      icon: IconArrowRight,
      disabled: all.length !== 1 ? t('reason.selectOne') : all[0] === chosen.openId ? t('reason.isOpen') : undefined,
      run: (isByKey) => {
        const [id] = all;
        if (id === undefined) return;
        if (graph.steps.has(id)) {
          if (isByKey === true) enterStep(id);
          desk.latest().open(id);
        } else if (mayEdit === undefined) desk.store.setState({ renaming: id });
      },
    },
    {
      id: 'node-menu',
      title: t('action.menu'),
      group,
      isOfCanvas: true,
      within,
      shortcut: ['Shift+F10', 'ContextMenu'],
      icon: IconDots,
      disabled: all.length === 0 ? t('reason.selectSomething') : undefined,
      run: showMenu,
    },
    {
      id: 'disable-pass',
      title: t('action.disablePass'),
      group,
      isOfCanvas: true,
      shortcut: 'D',
      icon: IconArrowRight,
      disabled: needsSteps(1),
      run: () => disable('pass'),
    },
    {
      id: 'disable-block',
      title: t('action.disableBlock'),
      group,
      isOfCanvas: true,
      shortcut: 'Shift+D',
      icon: IconBan,
      disabled: needsSteps(1),
      run: () => disable('block'),
    },
    {
      id: 'connect',
      title: t('action.connect'),
      group,
      isOfCanvas: true,
      shortcut: 'C',
      icon: IconPlug,
      disabled: needsSteps(1),
      run: join,
    },
    {
      id: 'disconnect',
      title: t('action.disconnect'),
      group,
      isOfCanvas: true,
      shortcut: 'X',
      icon: IconScissors,
      disabled: needsSteps(1),
      run: cut,
    },
  ]);
}
