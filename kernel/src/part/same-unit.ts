import type { Plan, PlanNode } from '../graph/plan.ts';
import { nodesById, type Unit } from './units.ts';

/**
 * Tells of the units of a plan whether they are the same in an earlier plan: the same nodes of the same types with the same parameters,
 * wired up in the same way. What only matters when a step fails or is interrupted (retry, time limits) may differ, and so may names.
 */
export function createSameUnit(before: Plan, after: Plan): (unit: Unit) => boolean {
  const nodesBefore = nodesById(before);
  const hasSameVars = JSON.stringify(before.settings.vars) === JSON.stringify(after.settings.vars);
  const isSame = (node: PlanNode): boolean => {
    const earlier = nodesBefore.get(node.id);
    if (earlier === undefined || (readsVars(node) && !hasSameVars)) return false;
    return traitsOf(before, earlier) === traitsOf(after, node);
  };
  return ({ node, members }) => nodesBefore.get(node.id)?.body.length === node.body.length && members.every(isSame);
}

function traitsOf(plan: Plan, node: PlanNode): string {
  const { type, kind, params, references, inputs, outputs, loops, onError, disabled = null } = node;
  const wires = inputs.map((port) =>
    (node.inEdges[port] ?? []).map((index) => {
      const { from, fromPort } = plan.edges[index]!;
      return [from, fromPort];
    }),
  );
  return JSON.stringify([type, kind, params, references, inputs, outputs, loops, onError, disabled, wires]);
}

function readsVars({ reads }: PlanNode): boolean {
  return reads === undefined || reads.includes('vars');
}
