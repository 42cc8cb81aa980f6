import type { DocumentNode } from '@sluice/protocol';
import fc from 'fast-check';
import type { TestDocument } from './test-types.ts';

/**
 * What a random node does with the numbers that come in, of every one by itself: pass it on · keep the even ones · split by thirds
 * over its ports · double every item · give out nothing · give out one number whatever comes in · ask for effects first.
 */
export type Behaviour = 'pass' | 'even' | 'split' | 'double' | 'nothing' | 'sum' | 'effect' | 'two-effects';

export interface RandomNode {
  readonly id: string;
  readonly kind: 'step' | 'if' | 'merge' | 'loop' | 'for-each';
  readonly behaviour: Behaviour;
  /** How many attempts fail. */
  readonly fails: number;
  readonly attempts: number;
  readonly delayMs: number;
  readonly onError: 'stop' | 'continue' | 'route';
  readonly disabled: 'pass' | 'block' | undefined;
  /** Loop: goes round so often. */
  readonly rounds: number;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly isTemplate: boolean;
  readonly body: readonly RandomNode[];
  /** Where its edges come from: each a number that picks an earlier node (or the body's `each`) and one that picks its port. */
  readonly inputs: readonly { readonly from: number; readonly fromPort: number; readonly toPort: number }[];
  /** Loops: which of the body's nodes lead to `next`, in this order. */
  readonly ends: readonly { readonly from: number; readonly fromPort: number }[];
}

export interface RandomFlow {
  readonly nodes: readonly RandomNode[];
  readonly items: readonly number[];
}

const small = fc.nat({ max: 7 });

function randomNode(depth: number): fc.Arbitrary<Omit<RandomNode, 'id'>> {
  const kinds: fc.Arbitrary<RandomNode['kind']> =
    depth === 0 ? fc.constantFrom('step', 'if', 'merge') : fc.constantFrom('step', 'step', 'if', 'merge', 'loop', 'for-each');
  return kinds.chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      behaviour: fc.constantFrom<Behaviour>('pass', 'pass', 'even', 'split', 'double', 'nothing', 'sum', 'effect', 'two-effects'),
      fails: fc.constantFrom(0, 0, 0, 0, 1, 2),
      attempts: fc.constantFrom(1, 2, 3),
      delayMs: fc.constantFrom(0, 50),
      onError: fc.constantFrom<RandomNode['onError']>('stop', 'continue', 'route', 'route'),
      disabled: fc.constantFrom<RandomNode['disabled']>(undefined, undefined, undefined, undefined, undefined, 'pass', 'block'),
      rounds: fc.nat({ max: 3 }),
      batchSize: fc.integer({ min: 1, max: 3 }),
      concurrency: fc.integer({ min: 1, max: 3 }),
      isTemplate: fc.boolean(),
      body: kind === 'loop' || kind === 'for-each' ? randomNodes(depth - 1, 3) : fc.constant([]),
      inputs: fc.array(fc.record({ from: small, fromPort: small, toPort: small }), { minLength: 1, maxLength: 3 }),
      ends: fc.array(fc.record({ from: small, fromPort: small }), { maxLength: 2 }),
    }),
  );
}

/** Ids are given afterwards, in the order of the nodes. */
function randomNodes(depth: number, maxLength: number, minLength = 0): fc.Arbitrary<RandomNode[]> {
  return fc.array(randomNode(depth), { minLength, maxLength, size: 'max' }) as unknown as fc.Arbitrary<RandomNode[]>;
}

export const randomFlow: fc.Arbitrary<RandomFlow> = fc
  .record({ nodes: randomNodes(2, 8, 1), items: fc.array(fc.nat({ max: 20 }), { maxLength: 4 }) })
  .map(({ nodes, items }) => ({ nodes: named(nodes, { count: 0 }), items }));

/** Ids whose order is not that of the edges. */
function named(nodes: readonly RandomNode[], counter: { count: number }): RandomNode[] {
  return nodes.map((node) => {
    counter.count += 1;
    const id = `${'qzjxkvbw'[counter.count % 8]}${counter.count}`;
    return { ...node, id, body: named(node.body, counter) };
  });
}

export interface FlowEdge {
  readonly from: string;
  readonly fromPort: string;
  readonly to: string;
  readonly toPort: string;
}

export function outputPorts(node: RandomNode): string[] {
  const own = { step: ['main'], if: ['true', 'false'], merge: ['main'], loop: ['done'], 'for-each': ['done'] }[node.kind];
  return node.onError === 'route' ? [...own, 'error'] : own;
}

/** The edges of one level, and of the bodies in it. `source` is what the level's first nodes hang on. */
export function flowEdges(nodes: readonly RandomNode[], source: { id: string; port: string }): FlowEdge[] {
  const edges = nodes.flatMap((node, index) => {
    const own = node.inputs.map(({ from, fromPort, toPort }): FlowEdge => {
      const ports = node.kind === 'merge' ? ['a', 'b'] : ['main'];
      return { ...pick(nodes.slice(0, index), source, from, fromPort), to: node.id, toPort: ports[toPort % ports.length]! };
    });
    if (!isLoop(node)) return own;
    const inner = { id: node.id, port: 'each' };
    const ends = node.ends.map(
      ({ from, fromPort }): FlowEdge => ({ ...pick(node.body, inner, from, fromPort), to: node.id, toPort: 'next' }),
    );
    return [...own, ...flowEdges(node.body, inner), ...ends];
  });
  const keys = edges.map((edge) => JSON.stringify(edge));
  return edges.filter((_, index) => keys.indexOf(keys[index]!) === index);
}

function pick(
  earlier: readonly RandomNode[],
  source: { id: string; port: string },
  from: number,
  fromPort: number,
): Pick<FlowEdge, 'from' | 'fromPort'> {
  const node = earlier[(from % (earlier.length + 1)) - 1];
  if (node === undefined) return { from: source.id, fromPort: source.port };
  const ports = outputPorts(node);
  return { from: node.id, fromPort: ports[fromPort % ports.length]! };
}

export function isLoop(node: RandomNode): boolean {
  return node.kind === 'loop' || node.kind === 'for-each';
}

export function allNodes(nodes: readonly RandomNode[]): RandomNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.body)]);
}

export function flowDocument(flow: RandomFlow): TestDocument {
  const nodes = Object.fromEntries(allNodes(flow.nodes).map((node) => [node.id, documentNode(node)]));
  const edges = flowEdges(flow.nodes, { id: 'start', port: 'main' });
  return {
    nodes: { start: 'start', ...nodes },
    edges: edges.map((edge) => `${edge.from}.${edge.fromPort} > ${edge.to}.${edge.toPort}`),
  };
}

function documentNode(node: RandomNode): Partial<DocumentNode> & { type: string } {
  const { kind, attempts, delayMs, onError, disabled, batchSize, concurrency, isTemplate } = node;
  const retry = { attempts, delayMs, backoff: 'exponential' as const };
  const asked = '={{ $json }}';
  const params =
    kind === 'loop' ? { while: asked } : kind === 'for-each' ? { batchSize: isTemplate ? asked : batchSize, concurrency } : {};
  return { type: kind, params, onError, retry, ...(disabled === undefined ? {} : { disabled }) };
}
