import { type Box, overlaps } from './geometry.ts';
import type { Wire } from './place-graph.ts';
import { type Point, wirePoints } from './wire-path.ts';

/** Keys of the wires that a straight line crosses. */
export function wiresCrossed(wires: readonly Wire[], from: Point, to: Point): ReadonlySet<string> {
  const line = boxOf(from, to);
  return new Set(
    wires.flatMap((wire) => {
      const points = wirePoints(wire);
      const isCrossed = points.some((point, index) => {
        const next = points[index + 1];
        return next !== undefined && overlaps(boxOf(point, next), line) && doCross(point, next, from, to);
      });
      return isCrossed ? [wire.key] : [];
    }),
  );
}

/** How far beside a box a wire may be, in px. */
const SLACK = 12;

/** The wire that a box lies on, the one nearest to its middle; undefined when it lies on none. */
export function wireUnder(wires: readonly Wire[], box: Box, mayBe: (wire: Wire) => boolean): Wire | undefined {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let nearest: Wire | undefined;
  let least = Math.min(box.width, box.height) / 2 + SLACK;
  for (const wire of wires) {
    if (!mayBe(wire)) continue;
    const distance = distanceTo(wirePoints(wire), middle);
    if (distance < least) [nearest, least] = [wire, distance];
  }
  return nearest;
}

function distanceTo(points: readonly Point[], { x, y }: Point): number {
  let least = Number.POSITIVE_INFINITY;
  for (let index = 1; index < points.length; index += 1) {
    const [a, b] = [points[index - 1]!, points[index]!];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
    least = Math.min(least, Math.hypot(a.x + t * dx - x, a.y + t * dy - y));
  }
  return least;
}

/** At least 1 px wide and high, so that a level line is a box too. */
function boxOf(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x) + 1, height: Math.abs(a.y - b.y) + 1 };
}

function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
