import type { Size } from './geometry.ts';
import type { Position } from './positions-of.ts';

interface Spacing {
  /** Px between two that stand above each other, and between two columns. */
  readonly within: number;
  readonly between: number;
}

interface Box extends Size {
  readonly id: string;
  readonly before: Box[];
  after: Box[];
  column: number;
  /** Its middle. */
  y: number;
}

/** How often the columns are put in order by their neighbours, and then moved towards them. */
const SWEEPS = 6;

/**
 * Columns from left to right for a graph that is too large to be laid out well in a time that anybody waits: each node one column after the last
 * that leads to it, in an order and at a height that follow its neighbours. Wires over several columns have no way of their own. In the time that it
 * takes to sort, for 5,000 nodes a fraction of a second. Links that close a circle are passed over.
 *
 * @returns the top left corners
 */
export function quickLayers(
  sizes: ReadonlyMap<string, Size>,
  links: Iterable<{ readonly from: string; readonly to: string }>,
  spacing: Spacing,
): Map<string, Position> {
  const boxes = new Map(
    [...sizes].map(([id, size]): [string, Box] => [id, { id, ...size, before: [], after: [], column: 0, y: 0 }]),
  );
  for (const { from, to } of links) {
    const [source, target] = [boxes.get(from), boxes.get(to)];
    if (source !== undefined && target !== undefined && source !== target) source.after.push(target);
  }
  const columns = columnsOf(boxes);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isForth = sweep % 2 === 0;
    for (const column of isForth ? columns : columns.toReversed()) {
      column.sort((a, b) => meanOf(isForth ? a.before : a.after, a.y) - meanOf(isForth ? b.before : b.after, b.y));
      stack(column, spacing.within);
    }
  }
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isForth = sweep % 2 === 0;
    for (const column of isForth ? columns : columns.toReversed()) settle(column, isForth ? 'before' : 'after', spacing.within);
  }
  const places = new Map<string, Position>();
  let x = 0;
  for (const column of columns) {
    for (const { id, y, height } of column) places.set(id, { x: Math.round(x), y: Math.round(y - height / 2) });
    x += Math.max(...column.map(({ width }) => width)) + spacing.between;
  }
  return places;
}

/** The boxes by column, each after all that lead to it. A link that closes a circle is taken away. */
function columnsOf(boxes: ReadonlyMap<string, Box>): Box[][] {
  const order = inOrder(boxes);
  for (const box of order) {
    for (const next of box.after) {
      next.before.push(box);
      next.column = Math.max(next.column, box.column + 1);
    }
  }
  for (const box of order) {
    // What nothing leads to stands before what it leads to, not at the far left.
    if (box.before.length === 0 && box.after.length > 0) box.column = Math.min(...box.after.map(({ column }) => column)) - 1;
  }
  const columns = Map.groupBy(order, ({ column }) => column);
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

/** Each box before all that it leads to: the depth-first order, backwards. */
function inOrder(boxes: ReadonlyMap<string, Box>): Box[] {
  const led = new Set([...boxes.values()].flatMap(({ after }) => after));
  const roots = [...boxes.values()].sort((a, b) => Number(led.has(a)) - Number(led.has(b)));
  const order: Box[] = [];
  const state = new Map<Box, 'open' | 'done'>();
  for (const root of roots) {
    const path = state.has(root) ? [] : [{ box: root, links: [...root.after], kept: [] as Box[] }];
    state.set(root, state.get(root) ?? 'open');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.links.pop();
      if (next === undefined) {
        top.box.after = top.kept.reverse();
        state.set(top.box, 'done');
        order.push(top.box);
        path.pop();
      } else if (state.get(next) !== 'open') {
        top.kept.push(next);
        if (!state.has(next)) {
          state.set(next, 'open');
          path.push({ box: next, links: [...next.after], kept: [] });
        }
      }
    }
  }
  return order.reverse();
}

function meanOf(boxes: readonly Box[], otherwise: number): number {
  return boxes.length === 0 ? otherwise : boxes.reduce((sum, { y }) => sum + y, 0) / boxes.length;
}

/** One beneath the other, around the middle. */
function stack(column: readonly Box[], gap: number): void {
  let y = -column.reduce((sum, { height }) => sum + height + gap, -gap) / 2;
  for (const box of column) {
    box.y = y + box.height / 2;
    y += box.height + gap;
  }
}

/**
 * Moves the boxes of a column as near to their neighbours as they come without changing their order: what would lie upon each other moves as one (the
 * pool-adjacent-violators algorithm of isotonic regression).
 */
function settle(column: readonly Box[], side: 'before' | 'after', gap: number): void {
  const pools: { sum: number; readonly boxes: { readonly box: Box; readonly offset: number }[] }[] = [];
  let offset = 0;
  for (const box of column) {
    const at = offset + box.height / 2;
    pools.push({ sum: meanOf(box[side], box.y) - at, boxes: [{ box, offset: at }] });
    offset += box.height + gap;
    for (
      let last = pools.at(-1)!, above = pools.at(-2);
      above !== undefined && meanIn(above) > meanIn(last);
      above = pools.at(-2)
    ) {
      above.sum += last.sum;
      above.boxes.push(...last.boxes);
      pools.pop();
      last = above;
    }
  }
  for (const pool of pools) for (const { box, offset: at } of pool.boxes) box.y = meanIn(pool) + at;
}

function meanIn({ sum, boxes }: { readonly sum: number; readonly boxes: { readonly length: number } }): number {
  return sum / boxes.length;
}
