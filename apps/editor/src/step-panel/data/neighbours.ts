import type { DocumentEdge } from '@sluice/protocol';
import { splitPortRef } from '../../draft/port-ref.ts';

export interface Neighbours {
  /** By node: those that lead to it, in the order of the edges, each once. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>;
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
}

const known = new WeakMap<readonly DocumentEdge[], Neighbours>();

/** Which node leads to which. Found once for each list of edges, which stays the same while parameters are edited. */
export function neighboursOf(edges: readonly DocumentEdge[]): Neighbours {
  const found = known.get(edges);
  if (found !== undefined) return found;
  const before = new Map<string, Set<string>>();
  const after = new Map<string, Set<string>>();
  for (const edge of edges) {
    const [from, to] = [splitPortRef(edge.from).node, splitPortRef(edge.to).node];
    add(before, to, from);
    add(after, from, to);
  }
  const made = { before, after };
  known.set(edges, made);
  return made;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}
