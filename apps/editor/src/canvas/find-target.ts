import type { PortAt } from './canvas-store.ts';
import { type Box, grown } from './geometry.ts';
import { type Graph, portPoint, type StepBox } from './place-graph.ts';
import type { Point } from './wire-path.ts';

export interface Target {
  readonly target: PortAt | undefined;
  /** Why the nearest port does not fit, where none that is near does. */
  readonly reason: string | undefined;
}

export interface FindTargetOptions {
  readonly graph: Graph;
  readonly from: PortAt;
  readonly point: Point;
  /** How near is near, in px of the canvas. */
  readonly reach: number;
  /** Why a port does not fit; undefined when it does. */
  readonly problemOf: (port: PortAt) => string | undefined;
  /** What is said of a node that has no port on that side. */
  readonly noPort: (title: string) => string;
}

/** The nearest port that fits: within reach of the hand, or any of the node that the hand is on. */
export function findTarget({ graph, from, point, reach, problemOf, noPort }: FindTargetOptions): Target {
  const side = from.side === 'outputs' ? 'inputs' : 'outputs';
  const near: { readonly port: PortAt; readonly distance: number }[] = [];
  let reason: string | undefined;
  for (const box of graph.steps.values()) {
    if (box.hiddenIn !== undefined || !isIn(grown(box, reach), point)) continue;
    const isOn = isIn(box, point) && box.id !== from.node;
    const ports = portsIn(box, side, point).filter(({ distance }) => isOn || distance <= reach);
    near.push(...ports);
    if (isOn && box.step.ports[side].length === 0) reason = noPort(box.step.title);
  }
  near.sort((a, b) => a.distance - b.distance);
  for (const { port } of near) {
    const problem = problemOf(port);
    if (problem === undefined) return { target: port, reason: undefined };
    reason ??= problem;
  }
  return { target: undefined, reason };
}

function portsIn(box: StepBox, side: PortAt['side'], point: Point) {
  return box.step.ports[side].map(({ name }) => {
    const at = portPoint(box, side, name);
    return { port: { node: box.id, side, port: name }, distance: Math.hypot(at.x - point.x, at.y - point.y) };
  });
}

function isIn({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}
