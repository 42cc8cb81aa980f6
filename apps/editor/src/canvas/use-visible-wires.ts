import { useMemo } from 'react';
import { useCanvasState } from './canvas-context.ts';
import { overlaps } from './geometry.ts';
import type { Graph, Wire } from './place-graph.ts';
import type { View } from './use-view.ts';

const NONE: readonly Wire[] = [];

/** The wires that are elements at the moment. */
export function useVisibleWires(graph: Graph, view: View): readonly Wire[] {
  const selected = useCanvasState((state) => state.wires);
  const splice = useCanvasState((state) => state.splice);
  return useMemo(() => {
    const { window, isDistant } = view;
    if (window === undefined && !isDistant) return graph.wires;
    const isMarked = ({ key }: Wire) => selected.has(key) || key === splice;
    if (isDistant || window === undefined)
      return selected.size === 0 && splice === undefined ? NONE : graph.wires.filter(isMarked);
    return graph.wires.filter((wire) => isMarked(wire) || overlaps(boxOf(wire), window));
  }, [graph.wires, view, selected, splice]);
}

function boxOf({ source, target, channelY }: Wire) {
  const ys = [source.y, target.y, channelY ?? source.y];
  const [x, y] = [Math.min(source.x, target.x) - 28, Math.min(...ys)];
  return { x, y, width: Math.abs(source.x - target.x) + 56, height: Math.max(...ys) - y + 1 };
}
