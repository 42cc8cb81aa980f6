import type { EventOf, GivenOutputs } from '@sluice/protocol';
import type { RunState, Scope, Step } from './state.ts';
import type { WiredNode, Wiring } from './wiring.ts';

type Started = EventOf<'execution-started'>;

/**
 * Runs of a part of a workflow, and nodes that are given their outputs (`asked` and `given` of `execution-started`). The firing rule
 * stays what it is, with two additions:
 *
 * - A node outside of the part settles as skipped, with the reason `not-asked`. The edges that lead from it settle dead, and are *open*:
 *   nothing is known of that branch.
 * - A node that is given its outputs completes with them instead of running, once its edges have settled: when one of them is live, as
 *   any node, or one of them is open. So what was pinned in a branch that was not taken stays out of the run, and what was pinned or
 *   reused behind nodes that were not asked for is its beginning.
 */
export function givenTo(state: RunState, nodeId: string): GivenOutputs | undefined {
  const given = state.started?.given;
  return given !== undefined && Object.hasOwn(given, nodeId) ? given[nodeId] : undefined;
}

/** Whether the step gave out what was given to its node. */
export function isGiven(wiring: Wiring, state: RunState, step: Step): boolean {
  return step.status === 'completed' && givenTo(state, wiring.nodes[step.node]!.plan.id) !== undefined;
}

const outsideOf = new WeakMap<Started, ReadonlySet<string>>();

/** Whether the node is no part of what the run is of. */
export function isOutside(state: RunState, nodeId: string): boolean {
  const { started } = state;
  if (started?.asked === undefined) return false;
  let outside = outsideOf.get(started);
  if (outside === undefined) {
    outside = new Set(started.asked.outside);
    outsideOf.set(started, outside);
  }
  return outside.has(nodeId);
}

/** Whether one of the edges that lead to the node comes from where nothing is known. */
export function hasOpenEdge(scope: Scope, { inputs, level }: WiredNode): boolean {
  return inputs.some(({ edges }) => edges.some(({ from }) => from.level === level && isOpen(scope.steps[from.slot])));
}

/** Whether nothing is known of the branches behind the step. */
export function isOpen(step: Step | undefined): boolean {
  return step?.reason === 'not-asked';
}
