import type { Box } from '../draft/edits/arrange.ts';
import type { NodePorts } from './node-ports.ts';

export type { Box };

/** All in px at zoom 1. The canvas, the automatic layout and the small pictures draw from the same measures. */
export const NODE_WIDTH = 224;
export const HEADER_HEIGHT = 56;
export const PORT_ROW_HEIGHT = 24;
const PORTS_PADDING = 6;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Port names are written out, one row each, when a side has more than one. */
export function hasPortRows(ports: NodePorts): boolean {
  return ports.inputs.length > 1 || ports.outputs.length > 1;
}

export function nodeSize(ports: NodePorts): Size {
  const rows = hasPortRows(ports) ? Math.max(ports.inputs.length, ports.outputs.length) : 0;
  return { width: NODE_WIDTH, height: HEADER_HEIGHT + (rows === 0 ? 0 : rows * PORT_ROW_HEIGHT + PORTS_PADDING * 2) };
}

/** Where a port sits, from the node's top: in the middle of the header when its side has one port, else on its row. */
export function portY(count: number, index: number): number {
  if (count <= 1) return HEADER_HEIGHT / 2;
  return HEADER_HEIGHT + PORTS_PADDING + PORT_ROW_HEIGHT * (index + 0.5);
}

/** The smallest box around boxes; undefined around none. */
export function boundsOf(boxes: Iterable<Box>): Box | undefined {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return left > right ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** A box that is this much larger on every side. */
export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}
