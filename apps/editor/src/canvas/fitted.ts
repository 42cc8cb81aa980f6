import { boundsOf } from './geometry.ts';
import type { Graph } from './place-graph.ts';

/** Part of the canvas that stays free around a graph that is fitted. */
const PADDING = 0.08;
const LEAST_ZOOM = 0.04;

/** The view in which the graph, or these parts of it, can be seen as a whole; never larger than life. */
export function fitted(
  graph: Graph,
  width: number,
  height: number,
  ids?: ReadonlySet<string>,
): { readonly x: number; readonly y: number; readonly zoom: number } {
  const isWanted = ({ id }: { readonly id: string }) => ids === undefined || ids.has(id);
  const all = [...graph.steps.values(), ...graph.notes.values(), ...graph.groups.values()].filter(isWanted);
  const bounds = boundsOf([...all, ...(ids === undefined ? graph.regions : [])]);
  if (bounds === undefined || width === 0 || height === 0) return { x: width / 2, y: height / 2, zoom: 1 };
  const [w, h] = [width * (1 - 2 * PADDING), height * (1 - 2 * PADDING)];
  const zoom = Math.max(LEAST_ZOOM, Math.min(1, w / Math.max(1, bounds.width), h / Math.max(1, bounds.height)));
  return {
    x: width / 2 - (bounds.x + bounds.width / 2) * zoom,
    y: height / 2 - (bounds.y + bounds.height / 2) * zoom,
    zoom,
  };
}
