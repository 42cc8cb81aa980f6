import { type Box, boundsOf } from './geometry.ts';
import type { Graph } from './place-graph.ts';

/** Part of the canvas that stays free around a graph that is fitted. */
const PADDING = 0.08;
const LEAST_ZOOM = 0.04;
/** Up to this width of the canvas in px it is that of a phone. */
const PHONE = 600;
/** At this zoom names can be read. */
const READABLE = 0.7;
/** What the buttons of the canvas take at its left, in px. */
const CONTROLS = 64;
/** What the small map takes in the corner at the right and at the bottom, in px, and up to which size of the canvas there is none (`mini-map.module.css`). */
const MAP = { width: 172, height: 116, none: { width: 760, height: 400 } };
/** What is written below a node, in px at zoom 1. */
const CAPTION = 28;

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/**
 * The view in which a graph is opened: the whole of it; or on a phone, where that could not be read, its beginning, or the node that it is
 * opened for.
 */
export function firstView(graph: Graph, width: number, height: number, wantedId?: string): View {
  const whole = fitted(graph, width, height);
  const [first, ...others] = graph.steps.values();
  if (width === 0 || width > PHONE || whole.zoom >= READABLE || first === undefined) return whole;
  const wanted = graph.steps.get(wantedId ?? '');
  if (wanted !== undefined) return centred(wanted, width, height, READABLE);
  const begin = others.reduce((leftmost, step) => (step.x < leftmost.x ? step : leftmost), first);
  return {
    x: CONTROLS - begin.x * READABLE,
    y: height / 2 - (begin.y + begin.height / 2) * READABLE,
    zoom: READABLE,
  };
}

/** The view in which the graph, or these parts of it, can be seen as a whole; never larger than life. */
export function fitted(graph: Graph, width: number, height: number, ids?: ReadonlySet<string>): View {
  const isWanted = ({ id }: { readonly id: string }) => ids === undefined || ids.has(id);
  const all = [...graph.steps.values(), ...graph.notes.values(), ...graph.groups.values()].filter(isWanted);
  const bounds = boundsOf([...all, ...(ids === undefined ? graph.regions : [])]);
  if (bounds === undefined || width === 0 || height === 0) return { x: width / 2, y: height / 2, zoom: 1 };
  const view = fitInto(bounds, width, height);
  if (!all.some((box) => isBelowMap(box, view, width, height))) return view;
  return fitInto(bounds, width - MAP.width, height);
}

function fitInto(bounds: Box, width: number, height: number): View {
  const [w, h] = [width * (1 - 2 * PADDING), height * (1 - 2 * PADDING)];
  const zoom = Math.max(LEAST_ZOOM, Math.min(1, w / Math.max(1, bounds.width), h / Math.max(1, bounds.height)));
  return centred(bounds, width, height, zoom);
}

function centred(box: Box, width: number, height: number, zoom: number): View {
  return { x: width / 2 - (box.x + box.width / 2) * zoom, y: height / 2 - (box.y + box.height / 2) * zoom, zoom };
}

function isBelowMap(box: Box, { x, y, zoom }: View, width: number, height: number): boolean {
  if (width <= MAP.none.width || height <= MAP.none.height) return false;
  const right = (box.x + box.width) * zoom + x;
  const bottom = (box.y + box.height + CAPTION) * zoom + y;
  return right > width - MAP.width && bottom > height - MAP.height;
}
