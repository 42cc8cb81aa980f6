import type { AskedPart, GivenOutputs } from '@sluice/protocol';
import { LOOP_PORTS } from '../graph/graph.ts';
import type { Plan, PlanNode } from '../graph/plan.ts';
import { type Beginning, type EarlierRun, findEarlierData } from './earlier-data.ts';
import { nodesById, sourcesOf, unitOf } from './units.ts';

export interface PartRequest extends Beginning {
  /** Run what this node needs, and the node itself. */
  readonly target?: string | undefined;
  /** Run this node and everything downstream of it; with `target`, as far as that needs it. */
  readonly from?: string | undefined;
  /** Whatever earlier executions have, all that is needed runs. */
  readonly anew?: boolean | undefined;
  /** The execution to reuse, and those that it took over from, newest first. */
  readonly earlier: readonly EarlierRun[];
}

export interface Part {
  readonly asked: AskedPart;
  readonly given: Readonly<Record<string, GivenOutputs>>;
}

/**
 * Which nodes a run of a part of a workflow is of, and which of them are given their outputs. From what is wanted it goes backwards: a
 * node that is pinned is given what is pinned to it; one that must not run anew is given what it gave out earlier, where that still
 * holds (`findEarlierData`); the others run, and need the nodes before them. What is needed by none of these is outside.
 *
 * What is wanted runs anew, unless it is pinned: `target` itself, `from` and everything downstream of it. A loop is one with its body: it
 * runs as a whole, and also when the target lies in its body; then it goes round for the part of the body that the target needs.
 */
export function planPart(plan: Plan, request: PartRequest): Part {
  const byId = nodesById(plan);
  const { target, from, pins, earlier } = request;
  const anew = new Set(from === undefined ? [] : findDownstream(plan, byId, unitOf(byId.get(from)!)));
  const wanted = target === undefined ? [...anew] : [target];
  const around = new Set(target === undefined ? [] : byId.get(target)!.loops);
  for (const id of [...around, ...(target === undefined ? [] : [target])]) anew.add(id);

  const data = findEarlierData(plan, request, request.anew === true ? [] : earlier);
  const given: Record<string, GivenOutputs> = {};
  const needed = new Set(wanted);
  for (const id of needed) {
    const node = byId.get(id)!;
    for (const loop of node.loops) needed.add(loop);
    const outputs = node.kind === 'trigger' ? undefined : (pins[id] ?? (anew.has(id) ? undefined : data.get(id)));
    if (outputs !== undefined) given[id] = outputs;
    else {
      for (const source of needsOf(plan, node, around)) {
        needed.add(source);
        if (around.has(source) && !node.loops.includes(source))
          for (const end of endsOf(plan, byId.get(source)!)) needed.add(end);
      }
    }
  }
  return {
    asked: {
      ...(target === undefined ? {} : { target }),
      ...(from === undefined ? {} : { from }),
      ...(earlier[0] === undefined ? {} : { reuse: earlier[0].executionId }),
      outside: plan.nodes.filter(({ id }) => !needed.has(id)).map(({ id }) => id),
    },
    given: Object.fromEntries(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/**
 * What a node that runs gets its items from; of a loop also its body. Of one that only goes round for the target in its body: what leads
 * to `next` where the next iteration begins with that, nothing of it for a for-each (but see `endsOf`).
 */
function needsOf(plan: Plan, node: PlanNode, around: ReadonlySet<string>): string[] {
  if (!around.has(node.id)) return [...sourcesOf(plan, node), ...node.body];
  if (node.kind === 'loop') return sourcesOf(plan, node);
  const { [LOOP_PORTS.next]: _, ...inEdges } = node.inEdges;
  return sourcesOf(plan, { ...node, inEdges });
}

/** Where a loop gets from what it gives out at its end: needed by whatever outside of its body needs the loop, as by the next iteration of one around it. */
function endsOf(plan: Plan, { inEdges }: PlanNode): string[] {
  return (inEdges[LOOP_PORTS.next] ?? []).map((index) => plan.edges[index]!.from);
}

/** A node and everything that its edges lead to; of a loop, its body too. */
function findDownstream(plan: Plan, byId: ReadonlyMap<string, PlanNode>, id: string): Set<string> {
  const found = new Set([id]);
  for (const one of found) {
    const { outEdges, body } = byId.get(one)!;
    for (const index of Object.values(outEdges).flat()) found.add(plan.edges[index]!.to);
    for (const member of body) found.add(member);
  }
  return found;
}

/** The triggers from which a node can be reached, in the order of the plan. */
export function triggersOf(plan: Plan, id: string): string[] {
  const byId = nodesById(plan);
  const upstream = new Set([id]);
  for (const one of upstream) for (const source of sourcesOf(plan, byId.get(one)!)) upstream.add(source);
  return plan.triggers.filter((trigger) => upstream.has(trigger));
}
