import type { Issue } from '@sluice/protocol';
import { createIssue, pointerTo } from './create-issue.ts';
import { closesLoop, type Graph, type GraphEdge, type GraphNode, opensBody } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { shapeTexts } from './shape-texts.ts';

/** The bodies of all loops. `loopsOf[node.index]` are the loops that a node lies in, outermost first; `bodyOf` is empty for other nodes. */
export interface Bodies {
  readonly loopsOf: readonly (readonly GraphNode[])[];
  readonly bodyOf: readonly ReadonlySet<GraphNode>[];
}

/**
 * **The body of a loop is everything that its `each` leads to.** It is left only by an edge to the loop's own `next`, entered only by
 * `each`, and may end anywhere: an iteration is over when the whole body has settled. Bodies nest; they never overlap.
 *
 * A node that `each` leads to and something outside does too breaks this, by one of two mistakes. If it leads on to `next`, or hangs
 * directly on `each`, it is of the body, and the edge from outside is wrong (`loop_body_entry`); if not, it is of the outside, and the
 * edges from the body to it are (`loop_body_escape`).
 *
 * @param sorted the nodes in topological order, so that outer loops come before inner ones
 */
export function findBodies(graph: Graph, sorted: readonly GraphNode[], issues: Issue[]): Bodies {
  const loopsOf: GraphNode[][] = graph.nodes.map(() => []);
  const bodyOf: ReadonlySet<GraphNode>[] = graph.nodes.map(() => new Set());
  const wrong = new Set<GraphEdge>();
  for (const loop of sorted.filter((node) => node.isLoop)) {
    const body = findBody(graph, loop, wrong, issues);
    bodyOf[loop.index] = body;
    for (const node of body) loopsOf[node.index]!.push(loop);
  }
  for (const edge of graph.edges) if (!wrong.has(edge)) checkLevels(edge, loopsOf, issues);
  return { loopsOf, bodyOf };
}

function findBody(graph: Graph, loop: GraphNode, wrong: Set<GraphEdge>, issues: Issue[]): Set<GraphNode> {
  const heads = graph.outgoing[loop.index]!.filter((edge) => opensBody(edge) && !closesLoop(edge)).map((edge) => edge.to);
  const reached = reachFrom(graph, heads, () => true);
  const leadsBack = leadingBack(graph, loop, reached);
  const isBody = (node: GraphNode): boolean => leadsBack.has(node) || heads.includes(node);
  const comesFromOutside = (edge: GraphEdge): boolean =>
    !closesLoop(edge) && !(edge.from === loop ? opensBody(edge) : reached.has(edge.from));

  const entries = [...reached].flatMap((node) => graph.incoming[node.index]!.filter(comesFromOutside));
  const outside = reachFrom(
    graph,
    entries.map((edge) => edge.to).filter((node) => !isBody(node)),
    (node) => !isBody(node),
  );
  const body = new Set([...reached].filter((node) => !outside.has(node)));

  for (const edge of graph.edges) {
    if (closesLoop(edge)) continue;
    const fromBody = body.has(edge.from) || (edge.from === loop && opensBody(edge));
    if (fromBody && outside.has(edge.to)) report(escapeIssue(edge, loop), edge, wrong, issues);
    else if (!fromBody && body.has(edge.to)) report(entryIssue(edge, loop), edge, wrong, issues);
  }
  return body;
}

/** All nodes that these lead to, themselves included, without passing a `next`, and through `mayEnter` only. */
function reachFrom(graph: Graph, starts: readonly GraphNode[], mayEnter: (node: GraphNode) => boolean): Set<GraphNode> {
  const reached = new Set(starts);
  for (const node of reached) {
    for (const edge of graph.outgoing[node.index]!) if (!closesLoop(edge) && mayEnter(edge.to)) reached.add(edge.to);
  }
  return reached;
}

/** Those of `reached` from which there is a way to the loop's `next`. */
function leadingBack(graph: Graph, loop: GraphNode, reached: ReadonlySet<GraphNode>): Set<GraphNode> {
  const ends = graph.incoming[loop.index]!.filter(closesLoop).map((edge) => edge.from);
  const leading = new Set(ends.filter((node) => reached.has(node)));
  for (const node of leading) {
    for (const edge of graph.incoming[node.index]!) if (!closesLoop(edge) && reached.has(edge.from)) leading.add(edge.from);
  }
  return leading;
}

/** Both ends of an edge lie in the same bodies, where `each` and `next` count as lying in the body of their own loop. */
function checkLevels(edge: GraphEdge, loopsOf: readonly (readonly GraphNode[])[], issues: Issue[]): void {
  const from = opensBody(edge) ? [...loopsOf[edge.from.index]!, edge.from] : loopsOf[edge.from.index]!;
  const to = closesLoop(edge) ? [...loopsOf[edge.to.index]!, edge.to] : loopsOf[edge.to.index]!;
  const left = from.findLast((loop) => !to.includes(loop));
  if (left !== undefined) issues.push(escapeIssue(edge, left));
  else if (to.length > from.length) issues.push(entryIssue(edge, to.find((loop) => !from.includes(loop))!));
}

function report(issue: Issue, edge: GraphEdge, wrong: Set<GraphEdge>, issues: Issue[]): void {
  if (wrong.has(edge)) return;
  wrong.add(edge);
  issues.push(issue);
}

function escapeIssue(edge: GraphEdge, loop: GraphNode): Issue {
  return createIssue('loop_body_escape', sayIssue(shapeTexts.loop_left, { ...endsOf(edge), loop: loop.id }), {
    nodeId: edge.from.id,
    pointer: pointerTo('edges', edge.index),
  });
}

function entryIssue(edge: GraphEdge, loop: GraphNode): Issue {
  const message = closesLoop(edge)
    ? sayIssue(shapeTexts.loop_closed_outside, { ...endsOf(edge), loop: loop.id })
    : sayIssue(shapeTexts.loop_entered, { ...endsOf(edge), loop: loop.id, source: edge.from.id });
  return createIssue('loop_body_entry', message, { nodeId: edge.to.id, pointer: pointerTo('edges', edge.index) });
}

function endsOf(edge: GraphEdge): { readonly from: string; readonly to: string } {
  return { from: `${edge.from.id}.${edge.fromPort}`, to: `${edge.to.id}.${edge.toPort}` };
}
