import type { ItemList, OutputItem } from '@sluice/protocol';
import { ERROR_PORT, LOOP_PORTS } from '../graph/graph.ts';
import type { PlanNode } from '../graph/plan.ts';
import { isOutside } from './given.ts';
import { emit, type Move, type Run } from './run.ts';
import { isLive, outputOf } from './settle.ts';
import type { RunState, Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/** Everything has settled: the execution is completed, with its output. */
export function completeExecution(run: Run): Move {
  const lists = findOutput(run.state, run.wiring);
  const [only] = lists;
  const output = lists.length === 1 && only !== undefined && 'blob' in only ? only : joinLists(run, lists);
  if (run.reader.missing.size > 0) return 'blocked';
  emit(run, { seq: run.state.seq + 1, type: 'execution-completed', output });
  return 'done';
}

/** `from` has no meaning beyond its step. A single list that is a blob is taken over as it is, without being read. */
function joinLists(run: Run, lists: readonly ItemList[]): ItemList {
  const items = lists.flatMap((list) => run.reader.read(list)).map(({ from: _, ...item }): OutputItem => item);
  return run.state.items.store(items, run.host);
}

/**
 * An execution's output: what its respond nodes gave out on their first port, in whatever scope, in the order in which they
 * completed; without any, what its last nodes gave out. A last node is one at the top that leads nowhere by any of its own ports,
 * `error` not counted (a loop: by `done`); its output is all that it gave out by ports that nothing is connected to. In a run of a part of
 * the workflow, an edge that leads out of the part leads nowhere.
 */
function findOutput(state: RunState, wiring: Wiring): ItemList[] {
  const responded = wiring.plan.nodes.some((node) => node.kind === 'respond') ? findResponded(state, wiring) : [];
  if (responded.length > 0)
    return responded.flatMap((step) => listsOf(wiring, step, wiring.nodes[step.node]!.plan.outputs.slice(0, 1)));
  const top = state.scopes.get('')!;
  return wiring.top.nodes.flatMap(({ plan, slot }) => {
    const step = top.steps[slot];
    return step !== undefined && isLast(state, wiring, plan)
      ? listsOf(
          wiring,
          step,
          plan.outputs.filter((port) => leadsNowhere(state, wiring, plan, port)),
        )
      : [];
  });
}

function findResponded(state: RunState, wiring: Wiring): Step[] {
  const steps = [...state.scopes.values()].flatMap((scope) => scope.steps);
  return steps
    .filter((step) => step?.status === 'completed' && wiring.nodes[step.node]!.plan.kind === 'respond')
    .filter((step) => step !== undefined)
    .sort((a, b) => a.endedSeq - b.endedSeq);
}

function isLast(state: RunState, wiring: Wiring, plan: PlanNode): boolean {
  const isLoop = plan.kind === 'loop' || plan.kind === 'for-each';
  const own = isLoop ? [LOOP_PORTS.done] : plan.outputs.filter((port) => port !== ERROR_PORT);
  return own.every((port) => leadsNowhere(state, wiring, plan, port));
}

function leadsNowhere(state: RunState, wiring: Wiring, plan: PlanNode, port: string): boolean {
  return plan.outEdges[port]?.every((index) => isOutside(state, wiring.plan.edges[index]!.to)) === true;
}

function listsOf(wiring: Wiring, step: Step, ports: readonly string[]): ItemList[] {
  const node = wiring.nodes[step.node]!;
  return ports.filter((port) => isLive(node, step, port)).map((port) => outputOf(step, port)!);
}
