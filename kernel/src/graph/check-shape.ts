import type { Issue } from '@sluice/protocol';
import { checkReach } from './check-reach.ts';
import { createIssue, pointerTo } from './create-issue.ts';
import { type Bodies, findBodies } from './find-bodies.ts';
import { findCycles } from './find-cycles.ts';
import type { Graph } from './graph.ts';
import { sortTopologically } from './sort-topologically.ts';

/** Cycles, bodies and reach. Bodies mean nothing while there are illegal cycles: undefined then. */
export function checkShape(graph: Graph, issues: Issue[]): Bodies | undefined {
  const cycles = findCycles(graph);
  for (const cycle of cycles) {
    const names = [...cycle, cycle[0]!].map((node) => node.id).join(' → ');
    const place = { nodeId: cycle[0]!.id, pointer: pointerTo('nodes', cycle[0]!.id) };
    issues.push(createIssue('cycle_illegal', `These edges form a cycle that no loop node closes: ${names}.`, place));
  }
  if (cycles.length > 0) return undefined;
  const sorted = sortTopologically(graph);
  const bodies = findBodies(graph, sorted, issues);
  checkReach(graph, sorted, issues);
  return bodies;
}
