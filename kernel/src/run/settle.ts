import type { ItemList } from '@sluice/protocol';
import { countOf } from './item-store.ts';
import { createStep, type RunState, type Scope, type Step } from './state.ts';
import type { Level, WiredNode, Wiring } from './wiring.ts';

/**
 * The firing rule. **A node fires exactly once per scope: when every incoming edge in that scope has settled**, live (items) or
 * dead (that branch was not taken). With no live edge it is skipped, and its own edges settle dead.
 *
 * Every (node, scope) has a counter of the edges that it still waits for, so an edge costs O(1) to settle and a node becomes ready by
 * the very event that settles its last edge. Steps become ready in the order of those events; by one event, in the order of their
 * nodes' indexes.
 */
export function openScope(state: RunState, level: Level, place: { path: string; loop: Step | undefined; index: number }): Scope {
  const size = level.nodes.length;
  const scope: Scope = {
    ...place,
    steps: new Array<Step | undefined>(size).fill(undefined),
    waitsFor: level.waitsFor.slice(),
    live: new Array<number>(size).fill(0),
    unsettled: size,
  };
  state.scopes.set(place.path, scope);
  // Nothing leads to these: triggers, and disabled nodes that were left unconnected.
  if (level.loop === undefined)
    for (const node of level.nodes) if (level.waitsFor[node.slot] === 0) makeReady(state, scope, node);
  // What `each` leads to; it always has items.
  for (const edge of level.heads) settleEdge(state, scope, edge.to, true);
  return scope;
}

/** A step has given out what it gives out (nothing, when it was skipped): its edges settle, and so does the body, if it was the last. */
export function settleStep(state: RunState, wiring: Wiring, step: Step): void {
  const { scope } = step;
  for (const edge of wiring.nodes[step.node]!.outgoing) settleEdge(state, scope, edge.to, isLive(edge.from, step, edge.fromPort));
  scope.unsettled -= 1;
  if (scope.unsettled === 0) settleBody(state, scope);
}

/** The body of an iteration has settled: its loop has something to do. */
export function settleBody(state: RunState, scope: Scope): void {
  if (scope.loop === undefined) return;
  scope.loop.loop!.settled.push(scope.index);
  state.due.add(scope.loop);
}

/**
 * A port with items is live. A port without is dead, whether the node named it or not; only a loop's `done` is a fact and not a
 * branch: it is live with no items too.
 */
export function isLive(node: WiredNode, step: Step, port: string): boolean {
  const list = outputOf(step, port);
  return list !== undefined && (node.isLoop || countOf(list) > 0);
}

export function outputOf(step: Step, port: string): ItemList | undefined {
  return step.outputs !== undefined && Object.hasOwn(step.outputs, port) ? step.outputs[port] : undefined;
}

function settleEdge(state: RunState, scope: Scope, node: WiredNode, isLiveEdge: boolean): void {
  if (isLiveEdge) scope.live[node.slot]! += 1;
  const left = scope.waitsFor[node.slot]! - 1;
  scope.waitsFor[node.slot] = left;
  if (left === 0) makeReady(state, scope, node);
}

function makeReady(state: RunState, scope: Scope, node: WiredNode): void {
  const step = createStep(node.index, scope);
  scope.steps[node.slot] = step;
  state.ready.add(step);
}
