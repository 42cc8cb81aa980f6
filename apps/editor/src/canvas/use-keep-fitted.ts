import { type OnMoveStart, useReactFlow, useStore } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { firstView } from './fitted.ts';
import type { Graph } from './place-graph.ts';

/**
 * Keeps the whole graph in sight when the canvas grows or shrinks (a panel opens), until a hand has moved the view: from then on
 * it stays where it was put. On a phone the wanted node is in sight. Gives the handler that notices the hand.
 */
export function useKeepFitted(graph: Graph, wantedId: string | undefined): OnMoveStart {
  const { setViewport } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const wasMoved = useRef(false);
  const isFirst = useRef(true);
  const latest = useRef(graph);
  useEffect(() => {
    latest.current = graph;
  });
  useEffect(() => {
    if (width === 0 || height === 0) return;
    if (isFirst.current) isFirst.current = false;
    else if (!wasMoved.current) void setViewport(firstView(latest.current, width, height, wantedId), { duration: 200 });
  }, [setViewport, width, height, wantedId]);
  return useCallback<OnMoveStart>((event) => {
    // Moves by code, the fit among them, have no event.
    if (event !== null) wasMoved.current = true;
  }, []);
}
