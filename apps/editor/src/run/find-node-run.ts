import type { NodeRun, RunView } from './run-view.ts';

/** Runs of parts are followed back so far. */
export const MOST_EARLIER_RUNS = 20;

/**
 * A node in a run; of one that a run of a part left out, what an earlier run, which that could take over from, has of it: data stays
 * in sight until the node runs again.
 */
export function findNodeRun(
  views: Readonly<Record<string, RunView>>,
  executionId: string | undefined,
  nodeId: string,
): NodeRun | undefined {
  let view = views[executionId ?? ''];
  const shown = view?.nodes.get(nodeId);
  for (let back = 0; view?.outside.has(nodeId) === true && back < MOST_EARLIER_RUNS; back += 1) {
    view = views[view.asked?.reuse ?? ''];
  }
  return view?.nodes.get(nodeId) ?? shown;
}

/** Whether what is shown of a node in a run was made in an earlier one. */
export function isEarlier(run: NodeRun, executionId: string | undefined): boolean {
  return run.given === 'earlier' || (executionId !== undefined && run.executionId !== executionId);
}
