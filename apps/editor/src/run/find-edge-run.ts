import { MOST_EARLIER_RUNS } from './find-node-run.ts';
import type { EdgeRun, RunView } from './run-view.ts';

/** Which edges a run has: their indexes in its document, by their ends as `a.main>b.main`. */
export interface RunEdges {
  readonly executionId: string;
  readonly indexes: ReadonlyMap<string, number>;
}

/** An edge that may be drawn: its ends, and the node that it leads from. */
export interface EdgeEnds {
  readonly name: string;
  readonly from: string;
}

interface Found {
  readonly edge: EdgeRun | undefined;
  /** The run that it is of, or undefined when it is in none. */
  readonly view: RunView | undefined;
}

/** An edge in a run; of one whose node a run of a part left out, what the newest earlier run that was asked for the node has of it. */
export function findEdgeRun(
  views: Readonly<Record<string, RunView>>,
  runs: readonly RunEdges[],
  edge: EdgeEnds,
): EdgeRun | undefined {
  return find(views, runs, edge).edge;
}

/** Whether what is shown of an edge was made in an earlier run: left out of this one, or taken over into it. */
export function isEarlierEdge(views: Readonly<Record<string, RunView>>, runs: readonly RunEdges[], edge: EdgeEnds): boolean {
  const { edge: found, view } = find(views, runs, edge);
  if (found === undefined || view === undefined) return false;
  return view.executionId !== runs[0]?.executionId || view.nodes.get(edge.from)?.given === 'earlier';
}

/** The runs whose edges may be shown, newest first: the shown one, and those before it that it left nodes to. */
export function runsBehind(views: Readonly<Record<string, RunView>>, executionId: string): readonly string[] {
  const ids = [executionId];
  for (let back = 0; back < MOST_EARLIER_RUNS; back += 1) {
    const view = views[ids.at(-1) ?? ''];
    const earlier = view?.asked?.reuse ?? undefined;
    if (view === undefined || view.outside.size === 0 || earlier === undefined) break;
    ids.push(earlier);
  }
  return ids;
}

function find(views: Readonly<Record<string, RunView>>, runs: readonly RunEdges[], { name, from }: EdgeEnds): Found {
  for (const { executionId, indexes } of runs) {
    const view = views[executionId];
    const index = indexes.get(name);
    const edge = index === undefined ? undefined : view?.edges.get(index);
    if (edge !== undefined) return { edge, view };
    if (view?.outside.has(from) !== true) break;
  }
  return { edge: undefined, view: undefined };
}
