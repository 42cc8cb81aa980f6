import type { AskedPart, EdgeView, ExecutionState, StepView } from '@sluice/protocol';
import { LOOP_PORTS, opensBody } from '../graph/graph.ts';
import type { Plan } from '../graph/plan.ts';
import { givenTo, isGiven, isOpen } from '../run/given.ts';
import { countOf } from '../run/item-store.ts';
import { countSource, countSources, sourcesAt, sourcesOfPort } from '../run/sources.ts';
import type { RunState, Scope, Step } from '../run/state.ts';
import { statusOf } from '../run/status-of.ts';
import { type WiredEdge, type Wiring, wiringOf } from '../run/wiring.ts';

/**
 * The state as people see it: every step that fired or was skipped, and every edge that settled, scope by scope, with the counts of
 * their items. Costs the size of the state, and reads no items. Of edges that lead on from nodes that were not asked for nothing is
 * known, and nothing shown.
 */
export function viewState(plan: Plan, state: RunState): ExecutionState {
  const wiring = wiringOf(plan);
  const steps: StepView[] = [];
  const edges: EdgeView[] = [];
  for (const scope of state.scopes.values()) {
    for (const step of scope.steps) if (step !== undefined && step.status !== 'ready') steps.push(viewStep(wiring, state, step));
    edges.push(...viewEdges(wiring, scope));
  }
  const asked = state.started?.asked;
  return {
    executionId: state.started?.executionId ?? '',
    seq: state.seq,
    status: statusOf(state),
    steps,
    edges,
    ...(asked === undefined ? undefined : { asked: viewAsked(asked) }),
  };
}

function viewAsked({ target, from, reuse, outside }: AskedPart): NonNullable<ExecutionState['asked']> {
  return { target: target ?? null, from: from ?? null, reuse: reuse ?? null, outside };
}

function viewStep(wiring: Wiring, state: RunState, step: Step): StepView {
  const { plan } = wiring.nodes[step.node]!;
  const given = isGiven(wiring, state, step) ? givenTo(state, plan.id) : undefined;
  return {
    node: plan.id,
    scope: step.scope.path,
    attempt: step.attempt,
    status: viewStatus(state, step),
    startedSeq: step.startedSeq || null,
    endedSeq: step.endedSeq || null,
    durationUs: null,
    inputs: Object.fromEntries(plan.inputs.map((port) => [port, countSources(wiring, sourcesOfPort(wiring, step, port))])),
    outputs: countOutputs(wiring, step),
    error: step.error ?? null,
    reason: step.reason ?? null,
    logs: [...step.logs],
    ...(given === undefined ? undefined : { given: { executionId: given.executionId ?? null } }),
  };
}

function viewStatus(state: RunState, step: Step): StepView['status'] {
  switch (step.status) {
    case 'completed':
    case 'skipped':
    case 'failed':
      return step.status;
    default:
      if (state.ended !== undefined) return 'cancelled';
      return step.status === 'retrying' ? 'retrying' : viewRunning(step);
  }
}

function viewRunning(step: Step): 'running' | 'waiting' | 'in-doubt' {
  if (step.inFlight > 0 || step.parked === 0) return 'running';
  const isInDoubt = [...(step.effects?.values() ?? [])].some((effect) => effect.status === 'in-doubt');
  return isInDoubt ? 'in-doubt' : 'waiting';
}

function countOutputs(wiring: Wiring, step: Step): Record<string, number> {
  const counts = Object.entries(step.outputs ?? {}).map(([port, list]): [string, number] => [port, countOf(list)]);
  if (step.loop === undefined) return Object.fromEntries(counts);
  const each = step.loop.iterations.map((iteration) => countSource(wiring, { kind: 'each', loop: step, iteration }));
  return Object.fromEntries([[LOOP_PORTS.each, each.reduce((sum, count) => sum + count, 0)], ...counts]);
}

function viewEdges(wiring: Wiring, scope: Scope): EdgeView[] {
  const level = scope.loop === undefined ? wiring.top : wiring.nodes[scope.loop.node]!.body!;
  return level.edges
    .filter((edge) => hasSettled(scope, edge))
    .map((edge): EdgeView => {
      const [source] = sourcesAt(scope, [edge]);
      const count = source === undefined ? 0 : countSource(wiring, source);
      return { edge: edge.index, scope: scope.path, state: source === undefined ? 'dead' : 'live', count };
    });
}

function hasSettled(scope: Scope, edge: WiredEdge): boolean {
  if (opensBody(edge)) return true;
  const step = scope.steps[edge.from.slot];
  return step?.status === 'completed' || (step?.status === 'skipped' && !isOpen(step));
}
