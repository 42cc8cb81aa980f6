export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a wire's course depends on, in px of the canvas. */
export interface Course {
  readonly source: Point;
  readonly target: Point;
  /** For a wire that leads back: the height at which it runs past the nodes between its ends. */
  readonly channelY: number | undefined;
}

const CORNER = 14;
/** How far a wire that leads back goes straight out of its port. */
const OFFSET = 28;

/** A wire as SVG path data. */
export function wirePath(course: Course): string {
  const { source, target, channelY } = course;
  if (channelY === undefined) {
    const bend = bendOf(course);
    return `M${source.x} ${source.y}C${source.x + bend} ${source.y} ${target.x - bend} ${target.y} ${target.x} ${target.y}`;
  }
  const corners = cornersOf(course);
  const parts = [`M${source.x} ${source.y}`];
  for (let index = 1; index < corners.length - 1; index += 1) {
    const [before, corner, after] = [corners[index - 1]!, corners[index]!, corners[index + 1]!];
    const into = towards(corner, before);
    const out = towards(corner, after);
    parts.push(`L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`);
  }
  parts.push(`L${target.x} ${target.y}`);
  return parts.join('');
}

/** The middle of a wire, where its sign stands. */
export function wireMiddle(course: Course): Point {
  const { source, target, channelY } = course;
  return { x: (source.x + target.x) / 2, y: channelY ?? (source.y + target.y) / 2 };
}

/** A wire as a line of short pieces, to see what it touches. */
export function wirePoints(course: Course): readonly Point[] {
  if (course.channelY !== undefined) return cornersOf(course);
  const { source, target } = course;
  const bend = bendOf(course);
  return Array.from({ length: PIECES + 1 }, (_, index) => {
    const t = index / PIECES;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t ** 2 * (1 - t), t ** 3];
    return {
      x: a * source.x + b * (source.x + bend) + c * (target.x - bend) + d * target.x,
      y: a * source.y + b * source.y + c * target.y + d * target.y,
    };
  });
}
const PIECES = 16;

/** How far the control points lie from the ends. */
export function bendOf({ source, target }: Course): number {
  const across = target.x - source.x;
  return across >= 0 ? Math.max(24, across / 2) : 24 + Math.min(120, Math.abs(across) / 3);
}

function cornersOf({ source, target, channelY = 0 }: Course): Point[] {
  return [
    source,
    { x: source.x + OFFSET, y: source.y },
    { x: source.x + OFFSET, y: channelY },
    { x: target.x - OFFSET, y: channelY },
    { x: target.x - OFFSET, y: target.y },
    target,
  ];
}

/** The point a corner's radius away from the corner, or half the way where there is less. */
function towards(corner: Point, to: Point): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y);
  if (length === 0) return corner;
  const part = Math.min(CORNER, length / 2) / length;
  return { x: corner.x + (to.x - corner.x) * part, y: corner.y + (to.y - corner.y) * part };
}
