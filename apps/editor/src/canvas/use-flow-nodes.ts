import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCanvasState } from './canvas-context.ts';
import { overlaps } from './geometry.ts';
import type { GroupFlowNode } from './group-node.tsx';
import type { NoteFlowNode } from './note-node.tsx';
import type { Graph, GroupBox, NoteBox, StepBox } from './place-graph.ts';
import type { StepFlowNode } from './step-node.tsx';
import type { View } from './use-view.ts';

export type FlowNode = StepFlowNode | NoteFlowNode | GroupFlowNode;
type AnyBox = StepBox | NoteBox | GroupBox;

/** The nodes, notes and groups that are elements at the moment; one that did not change is the same object as before. */
export function useFlowNodes(graph: Graph, view: View, selection: ReadonlySet<string>, isReadOnly: boolean): FlowNode[] {
  const { t } = useTranslation();
  const untitled = t('group.untitled');
  const hot = useCanvasState((state) => state.hot);
  const renaming = useCanvasState((state) => state.renaming);
  const made = useRef(new Map<string, { readonly box: AnyBox; readonly isSelected: boolean; readonly node: FlowNode }>());
  return useMemo(() => {
    const isShown = (box: AnyBox) => {
      if ('hiddenIn' in box && box.hiddenIn !== undefined) return false;
      if (hot.has(box.id) || box.id === renaming) return true;
      return !view.isDistant && (view.window === undefined || overlaps(box, view.window));
    };
    const next: typeof made.current = new Map();
    const nodes: FlowNode[] = [];
    for (const boxes of [graph.groups, graph.notes, graph.steps]) {
      for (const box of boxes.values()) {
        if (!isShown(box)) continue;
        const isSelected = selection.has(box.id);
        const known = made.current.get(box.id);
        const isSame = known?.box === box && known.isSelected === isSelected && (known.node.draggable === false) === isReadOnly;
        const entry = isSame
          ? known
          : { box, isSelected, node: flowNode(box, { isSelected, isReadOnly, untitled, before: known?.node }) };
        next.set(box.id, entry);
        nodes.push(entry.node);
      }
    }
    made.current = next;
    return nodes;
  }, [graph, view, selection, isReadOnly, hot, renaming, untitled]);
}

interface FlowNodeOptions {
  readonly isSelected: boolean;
  readonly isReadOnly: boolean;
  /** What a group without a title is called. */
  readonly untitled: string;
  readonly before: FlowNode | undefined;
}

function flowNode(box: AnyBox, { isSelected, isReadOnly, untitled, before }: FlowNodeOptions): FlowNode {
  const { id, x, y, width, height } = box;
  const common = {
    id,
    position: { x, y },
    width,
    height,
    handles: [],
    connectable: false,
    ...(isReadOnly ? { draggable: false } : {}),
  };
  if ('step' in box) {
    // Moving alone is nothing that a node has to be drawn again for.
    const isSame = before?.type === 'step' && before.data.step === box.step && before.data.isSelected === isSelected;
    const data = isSame ? before.data : { step: box.step, isSelected };
    return { ...common, type: 'step', data, ariaLabel: box.step.title };
  }
  if ('note' in box)
    return { ...common, type: 'note', data: { box, isSelected }, zIndex: -2, ariaLabel: firstLine(box.note.text) };
  const isOpen = !box.group.collapsed;
  return {
    ...common,
    type: 'group',
    data: { box, isSelected },
    zIndex: isOpen ? -3 : 0,
    ariaLabel: box.group.title || untitled,
    dragHandle: '.group-heading',
    ...(isOpen ? { style: { pointerEvents: 'none' as const } } : {}),
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 80) ?? '';
}
