import { type NodeType, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { moveNodes } from '../draft/edits/move-nodes.ts';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { keepPlaces } from './keep-places.ts';
import { layOut } from './lay-out.ts';
import { type Graph, placeGraph } from './place-graph.ts';
import { planInsert } from './plan-insert.ts';
import { readSteps } from './read-steps.ts';

const set: NodeType = {
  type: 'core.set@1',
  kind: 'action',
  title: 'Set',
  summary: '',
  category: 'data',
  icon: 'table',
  inputs: [{ name: 'main' }],
  outputs: [{ name: 'main' }],
  params: {},
  effects: [],
};
const catalog = new Map([[set.type, set]]);
const unplaced = workflowDocument.parse({
  format: 'sluice/1',
  name: 'w',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' }, c: { type: 'core.set@1' }, d: { type: 'core.set@1' } },
  edges: [
    { from: 'a.main', to: 'b.main' },
    { from: 'a.main', to: 'c.main' },
    { from: 'c.main', to: 'd.main' },
  ],
});
const graphOf = (document: WorkflowDocument): Graph =>
  placeGraph({
    document,
    steps: readSteps(document, catalog, []),
    bodies: undefined,
    layOut,
    moved: new Map(),
    previous: undefined,
  });
const placesIn = (document: WorkflowDocument) =>
  Object.fromEntries([...graphOf(document).steps].map(([id, { x, y }]) => [id, { x, y }]));
const insert = (document: WorkflowDocument, into?: string) => {
  const graph = graphOf(document);
  const request = { at: { x: 40, y: 700 }, client: { x: 0, y: 0 }, ...(into === undefined ? {} : { into }) };
  return keepPlaces(planInsert({ document, graph, type: set, request, selection: new Set() }).update, graph)(document);
};

describe('an edit of a graph that was laid out for who looks at it', () => {
  it('leaves every other node where it is seen when a node is added', () => {
    const before = placesIn(unplaced);
    expect(new Set(Object.values(before).map(({ y }) => y)).size).toBeGreaterThan(1); // it is no row
    const after = insert(unplaced);
    expect(placesIn(after)).toMatchObject(before);
    expect(Object.keys(after.layout).sort()).toEqual(['a', 'b', 'c', 'd', 'set']);
  });

  it('makes room in a wire as it would with places', () => {
    const before = placesIn(unplaced);
    const after = placesIn(insert(unplaced, 'c.main>d.main'));
    expect(after).toMatchObject({ a: before['a'], b: before['b'], c: before['c'] });
    expect(after['d']!.x).toBeGreaterThan(before['d']!.x);
  });

  it('keeps the row of the few that have no place where it is', () => {
    const some = { ...unplaced, layout: { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } } };
    const before = placesIn(some);
    const moved = keepPlaces((document) => moveNodes(document, new Map([['b', { x: 300, y: 900 }]])), graphOf(some))(some);
    expect(placesIn(moved)).toEqual({ ...before, b: { x: 300, y: 900 } });
  });

  it('writes no places when it puts nothing anywhere', () => {
    const without = keepPlaces((document) => removeNodes(document, ['d'], { heal: true }), graphOf(unplaced))(unplaced);
    expect(without.layout).toEqual({});
  });
});
