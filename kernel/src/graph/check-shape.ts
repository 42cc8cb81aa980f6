import type { Issue } from '@sluice/protocol';
import { createIssue, pointerTo } from './create-issue.ts';
import { type Bodies, findBodies } from './find-bodies.ts';
import { findCycles } from './find-cycles.ts';
import type { Graph, GraphNode } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { shapeTexts } from './shape-texts.ts';
import { sortTopologically } from './sort-topologically.ts';

/** How a graph hangs together, once it has no illegal cycles. */
interface CheckedShape {
  readonly bodies: Bodies;
  /** The nodes in topological order. */
  readonly sorted: readonly GraphNode[];
}

/** Cycles and bodies. These mean nothing while there are illegal cycles: undefined then. */
export function checkShape(graph: Graph, issues: Issue[]): CheckedShape | undefined {
  const cycles = findCycles(graph);
  for (const cycle of cycles) {
    const way = [...cycle, cycle[0]!].map((node) => node.id).join(' → ');
    const place = { nodeId: cycle[0]!.id, pointer: pointerTo('nodes', cycle[0]!.id) };
    issues.push(createIssue('cycle_illegal', sayIssue(shapeTexts.cycle_illegal, { way }), place));
  }
  if (cycles.length > 0) return undefined;
  const sorted = sortTopologically(graph);
  return { bodies: findBodies(graph, sorted, issues), sorted };
}
