import { closesLoop, opensBody } from '../graph/graph.ts';
import type { Plan, PlanNode } from '../graph/plan.ts';

/** An edge with its ends resolved. */
export interface WiredEdge {
  readonly index: number;
  readonly from: WiredNode;
  readonly fromPort: string;
  readonly to: WiredNode;
  readonly toPort: string;
}

export interface WiredNode {
  readonly plan: PlanNode;
  readonly index: number;
  readonly level: Level;
  /** The node's place among the nodes of its level. */
  readonly slot: number;
  readonly isLoop: boolean;
  /** The level of the loop's body. */
  readonly body: Level | undefined;
  /** By input port, in port order, each in edge order. A loop's `next` included. */
  readonly inputs: readonly { readonly port: string; readonly edges: readonly WiredEdge[] }[];
  /** The edges that settle in the node's own scope when it settles, by the index of the node that they lead to. */
  readonly outgoing: readonly WiredEdge[];
}

/** The nodes that settle together in one scope: those at the top, or those directly in the body of one loop. */
export interface Level {
  readonly loop: WiredNode | undefined;
  /** In index order. */
  readonly nodes: readonly WiredNode[];
  /** By slot: how many edges the node waits for. */
  readonly waitsFor: readonly number[];
  /** The edges from the loop's `each` that settle when an iteration starts, by the index of the node that they lead to. */
  readonly heads: readonly WiredEdge[];
  /** The edges to the loop's `next`, in edge order. */
  readonly ends: readonly WiredEdge[];
  /** All edges that settle in a scope of the level, in edge order. */
  readonly edges: readonly WiredEdge[];
}

/** A plan with its names resolved, for the run: made once per plan. */
export interface Wiring {
  readonly plan: Plan;
  readonly nodes: readonly WiredNode[];
  readonly byId: ReadonlyMap<string, WiredNode>;
  readonly top: Level;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

const wirings = new WeakMap<Plan, Wiring>();

export function wiringOf(plan: Plan): Wiring {
  const known = wirings.get(plan);
  if (known !== undefined) return known;
  const wiring = wire(plan);
  wirings.set(plan, wiring);
  return wiring;
}

function wire(plan: Plan): Wiring {
  const top = createLevel();
  const bodies = new Map(plan.nodes.filter(isLoopNode).map((node) => [node.id, createLevel()]));
  const levelOf = (node: PlanNode): Writable<Level> => (node.loops.length === 0 ? top : bodies.get(node.loops.at(-1)!)!);
  const inputs = plan.nodes.map((node) => node.inputs.map((port) => ({ port, edges: [] as WiredEdge[] })));
  const outgoing = plan.nodes.map(() => [] as WiredEdge[]);

  const nodes = plan.nodes.map((node): WiredNode => {
    const level = levelOf(node);
    const body = bodies.get(node.id);
    const slot = level.nodes.length;
    const isLoop = body !== undefined;
    const wired = {
      plan: node,
      index: node.index,
      level,
      slot,
      isLoop,
      body,
      inputs: inputs[node.index]!,
      outgoing: outgoing[node.index]!,
    };
    level.nodes.push(wired);
    level.waitsFor.push(0);
    if (body !== undefined) body.loop = wired;
    return wired;
  });
  const byId = new Map(nodes.map((node) => [node.plan.id, node]));

  for (const { index, from, fromPort, to, toPort } of plan.edges) {
    const edge: WiredEdge = { index, from: byId.get(from)!, fromPort, to: byId.get(to)!, toPort };
    inputs[edge.to.index]!.find((input) => input.port === toPort)!.edges.push(edge);
    (opensBody(edge) ? bodies.get(from)! : levelOf(edge.from.plan)).edges.push(edge);
    if (closesLoop(edge)) {
      bodies.get(to)!.ends.push(edge);
      continue;
    }
    levelOf(edge.to.plan).waitsFor[edge.to.slot]! += 1;
    if (opensBody(edge)) bodies.get(from)!.heads.push(edge);
    else outgoing[edge.from.index]!.push(edge);
  }
  for (const edges of [...outgoing, ...[...bodies.values()].map((body) => body.heads)]) {
    edges.sort((a, b) => a.to.index - b.to.index || a.index - b.index);
  }
  return { plan, nodes, byId, top };
}

function createLevel(): Writable<Level> {
  return { loop: undefined, nodes: [], waitsFor: [], heads: [], ends: [], edges: [] };
}

function isLoopNode(node: PlanNode): boolean {
  return node.kind === 'loop' || node.kind === 'for-each';
}
