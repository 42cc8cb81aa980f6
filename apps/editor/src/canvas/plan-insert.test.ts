import { type NodeType, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { PickRequest } from './canvas-store.ts';
import { type Graph, placeGraph } from './place-graph.ts';
import { freePlace, makeRoom, planInsert } from './plan-insert.ts';
import { readSteps } from './read-steps.ts';

const typeOf = (name: string, more: Partial<NodeType> = {}): NodeType => ({
  type: name,
  kind: 'action',
  title: name,
  summary: '',
  category: 'data',
  icon: 'table',
  inputs: [{ name: 'main' }],
  outputs: [{ name: 'main' }],
  params: {},
  effects: [],
  ...more,
});
const set = typeOf('core.set@1');
const loop = typeOf('core.loop@1', {
  kind: 'loop',
  inputs: [{ name: 'main' }, { name: 'next' }],
  outputs: [{ name: 'each' }, { name: 'done' }],
});
const catalog = new Map([set, loop].map((type) => [type.type, type]));
const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'w',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' }, c: { type: 'core.set@1' } },
  edges: [
    { from: 'a.main', to: 'b.main' },
    { from: 'b.main', to: 'c.main' },
  ],
  layout: { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 900, y: 0 } },
});
const graph: Graph = placeGraph({
  document,
  steps: readSteps(document, catalog, []),
  bodies: undefined,
  layOut: undefined,
  moved: new Map(),
  previous: undefined,
});
const at = { at: { x: 0, y: 300 }, client: { x: 0, y: 0 } };
const insert = (type: NodeType, request: Partial<PickRequest>, selection: string[] = []) => {
  const { id, update } = planInsert({ document, graph, type, request: { ...at, ...request }, selection: new Set(selection) });
  const after = update(document);
  return { id, after, wires: wiresOf(after), place: after.layout[id] };
};
const wiresOf = ({ edges }: WorkflowDocument) => edges.map(({ from, to }) => `${from}>${to}`);

describe('putting a node on the canvas', () => {
  it('stands with its middle at the hand, wired to nothing', () => {
    expect(insert(set, {})).toMatchObject({ id: 'set', place: { x: -112, y: 272 } });
  });

  it('stands where nothing does when no hand said where', () => {
    const at = { x: 340, y: 40 };
    expect(insert(set, { at }).place).toEqual({ x: 228, y: 12 });
    expect(insert(set, { at, isAnywhere: true }).place).toEqual({ x: 228, y: 92 });
  });

  it('goes beside what is selected, where there is room, and is wired to it', () => {
    const { wires, place } = insert(set, { toSelection: 'may' }, ['c']);
    expect(wires).toContain('c.main>set.main');
    expect(place).toEqual({ x: 900 + 224 + 88, y: 0 });
    expect(insert(set, { toSelection: 'may' }, ['a']).place).toEqual({ x: 312, y: 92 });
  });

  it('is wired to the port that a wire was dropped from, in either direction', () => {
    expect(insert(set, { wireTo: { node: 'c', side: 'outputs', port: 'main' } }).wires).toContain('c.main>set.main');
    expect(insert(loop, { wireTo: { node: 'a', side: 'inputs', port: 'main' } }).wires).toContain('loop.done>a.main');
  });

  it('goes into a wire, a loop by done, and what follows moves on only as far as it has to', () => {
    const { after, wires, place } = insert(loop, { into: 'a.main>b.main' });
    expect(wires).toEqual(['a.main>loop.main', 'loop.done>b.main', 'b.main>c.main']);
    const moved = (after.layout['b']?.['x'] as number) - 300;
    expect(moved).toBe(224 + 2 * 56 - 76);
    expect(after.layout['c']?.['x']).toBe(900 + moved);
    expect(place).toMatchObject({ x: 224 + 56 });
    expect(insert(set, { into: 'b.main>c.main' }).after.layout['c']).toEqual({ x: 900, y: 0 });
  });

  it('makes room for a node that is dropped on a wire, on both sides of it', () => {
    const wire = graph.wires[0]!;
    expect([...makeRoom(graph, wire, 'c', { x: 200, y: 5 })]).toEqual([
      ['b', { x: 300 + 260, y: 0 }],
      ['c', { x: 280, y: 5 }],
    ]);
    expect([...makeRoom(graph, graph.wires[1]!, 'a', { x: 600, y: 0 })]).toEqual([['a', { x: 600, y: 0 }]]);
  });

  it('finds free room beneath, whatever it is told about the size', () => {
    const size = { x: 5, y: 5, width: 224, height: 56 };
    expect(freePlace(graph, { x: 290, y: 10 }, size)).toEqual({ x: 290, y: 92 });
  });
});
