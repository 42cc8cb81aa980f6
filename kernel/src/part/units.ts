import type { Plan, PlanNode } from '../graph/plan.ts';

/** What settles as one at the top of a workflow: a node, or an outermost loop with its whole body. Named by that node. */
export interface Unit {
  readonly node: PlanNode;
  /** The node, and those of its body. */
  readonly members: readonly PlanNode[];
  /** The units that an edge or a reference leads from, to one of the members. */
  readonly upstream: ReadonlySet<string>;
}

export function nodesById(plan: Plan): ReadonlyMap<string, PlanNode> {
  return new Map(plan.nodes.map((node) => [node.id, node]));
}

/** The unit that a node lies in. */
export function unitOf({ id, loops }: PlanNode): string {
  return loops[0] ?? id;
}

/** Where a node gets items from: the nodes before it and those that it refers to. */
export function sourcesOf(plan: Plan, { inEdges, references }: PlanNode): string[] {
  const before = Object.values(inEdges).flatMap((edges) => edges.map((index) => plan.edges[index]!.from));
  return [...before, ...references];
}

/** The units of a plan, each after those upstream of it. */
export function findUnits(plan: Plan): readonly Unit[] {
  const byId = nodesById(plan);
  const members = Map.groupBy(plan.nodes, unitOf);
  const units = new Map(
    [...members].map(([id, nodes]): [string, Unit] => {
      const upstream = new Set(nodes.flatMap((node) => sourcesOf(plan, node)).map((source) => unitOf(byId.get(source)!)));
      upstream.delete(id);
      return [id, { node: byId.get(id)!, members: nodes, upstream }];
    }),
  );
  const downstream = Map.groupBy(
    [...units].flatMap(([id, { upstream }]) => [...upstream].map((from) => ({ from, id }))),
    ({ from }) => from,
  );
  const waitsFor = new Map([...units].map(([id, { upstream }]) => [id, upstream.size]));
  const sorted = [...units.values()].filter(({ upstream }) => upstream.size === 0);
  for (const { node } of sorted) {
    for (const { id } of downstream.get(node.id) ?? []) {
      const left = waitsFor.get(id)! - 1;
      waitsFor.set(id, left);
      if (left === 0) sorted.push(units.get(id)!);
    }
  }
  return sorted;
}
