import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { type Graph, placeGraph } from './place-graph.ts';
import { readSteps } from './read-steps.ts';

const type: NodeType = {
  type: 'core.set@1',
  kind: 'action',
  title: 'Title',
  summary: '',
  category: 'data',
  icon: 'table',
  inputs: [{ name: 'main' }],
  outputs: [{ name: 'main' }],
  params: {},
  effects: [],
};
const catalog = new Map([[type.type, type]]);
const set = { type: 'core.set@1', params: {} };
const documentOf = (edges: readonly [string, string][], layout: WorkflowDocument['layout']): WorkflowDocument => ({
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes: { a: set, b: set, c: set },
  edges: edges.map(([from, to]) => ({ from: `${from}.main`, to: `${to}.main` })),
  layout,
});
const row = { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, c: { x: 600, y: 0 } };
const place = (document: WorkflowDocument, more: Partial<Parameters<typeof placeGraph>[0]> = {}): Graph =>
  placeGraph({
    document,
    steps: readSteps(document, catalog, []),
    bodies: undefined,
    layOut: undefined,
    moved: new Map(),
    previous: undefined,
    ...more,
  });

describe('placeGraph', () => {
  it('leaves out an edge whose end does not exist, and keeps the indexes of the others', () => {
    const { wires } = place(
      documentOf(
        [
          ['gone', 'b'],
          ['a', 'b'],
        ],
        row,
      ),
    );
    expect(wires.map(({ key, index }) => [key, index])).toEqual([['a.main>b.main', 1]]);
  });

  it('leaves wires as they are while their nodes stand, and places those anew whose node was moved or got another port', () => {
    const edges: [string, string][] = [
      ['a', 'b'],
      ['b', 'c'],
    ];
    const document = documentOf(edges, row);
    const steps = readSteps(document, catalog, []);
    const before = place(document, { steps });
    const disabled = { ...document, nodes: { ...document.nodes, b: { ...set, disabled: 'pass' as const } } };
    const still = place(disabled, { steps: readSteps(disabled, catalog, [], steps), previous: before });
    expect(still.steps.get('b')).not.toBe(before.steps.get('b'));
    expect(still.wires.map((wire, index) => wire === before.wires[index])).toEqual([true, true]);

    const moved = { ...document, layout: { ...row, c: { x: 600, y: 80 } } };
    const led = place(moved, { steps, previous: before });
    expect(led.wires.map((wire, index) => wire === before.wires[index])).toEqual([true, false]);
    expect(led.wires).toEqual(place(moved).wires);

    const routed = { ...document, nodes: { ...document.nodes, a: { ...set, onError: 'route' as const } } };
    const now = place(routed, { steps: readSteps(routed, catalog, [], steps), previous: before });
    expect(now.wires[0]?.source).not.toEqual(before.wires[0]?.source);
    expect(now.wires).toEqual(place(routed).wires);
  });

  it('leads a wire back above or beneath the nodes that it passes', () => {
    const edges: [string, string][] = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ];
    const { wires } = place(documentOf(edges, { ...row, b: { x: 300, y: -200 } }));
    expect(wires.map(({ channelY }) => channelY)).toEqual([undefined, undefined, 56 + 36]);
  });

  it('keeps what did not move the same objects, and moves what is under the hand', () => {
    const document = documentOf(
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      row,
    );
    const steps = readSteps(document, catalog, []);
    const before = place(document, { steps });
    const after = place(document, { steps, previous: before, moved: new Map([['c', { x: 700, y: 50 }]]) });
    expect(after.steps.get('a')).toBe(before.steps.get('a'));
    expect(after.wires[0]).toBe(before.wires[0]);
    expect(after.steps.get('c')).toMatchObject({ x: 700, y: 50 });
    expect(after.wires[1]?.target).toEqual({ x: 700, y: 78 });
  });

  it('draws the frame of a group around its members, and its box in their place when it is collapsed', () => {
    const group = { kind: 'group', x: 10, y: 20, title: 'G', color: 'blue', members: ['b', 'c', 'gone'] };
    const document = documentOf(
      [
        ['a', 'b'],
        ['b', 'c'],
      ],
      { ...row, g: group },
    );
    const open = place(document).groups.get('g');
    expect(open).toMatchObject({ x: 280, y: -44, members: ['b', 'c'] });
    const closed = place({ ...document, layout: { ...document.layout, g: { ...group, collapsed: true } } });
    expect(closed.groups.get('g')).toMatchObject({ x: 10, y: 20, width: 224, height: 56 });
    expect(closed.steps.get('b')?.hiddenIn).toBe('g');
    // The wire in goes to the box; the one inside is not there.
    expect(closed.wires.map(({ key, target }) => [key, target])).toEqual([['a.main>b.main', { x: 10, y: 48 }]]);
  });

  it('draws frames around the bodies of loops, the inner ones within the outer ones', () => {
    const bodies = new Map([
      ['a', new Set(['b', 'c'])],
      ['b', new Set(['c'])],
    ]);
    const { regions } = place(documentOf([], row), { bodies });
    const [outer, inner] = regions;
    expect([outer?.loopId, inner?.loopId]).toEqual(['a', 'b']);
    expect(outer!.x).toBeLessThan(inner!.x);
    expect(outer!.y).toBeLessThan(inner!.y);
    expect(outer!.x + outer!.width).toBeGreaterThan(inner!.x + inner!.width);
  });

  it('keeps entries of kinds that it does not know out of the picture', () => {
    const graph = place(documentOf([], { ...row, later: { kind: 'sticker', x: 1, y: 1 } }));
    expect([graph.notes.size, graph.groups.size, graph.steps.size]).toEqual([0, 0, 3]);
  });
});
