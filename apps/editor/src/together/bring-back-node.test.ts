import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { removeNodes } from '../draft/edits/remove-nodes.ts';
import { bringBackNode } from './bring-back-node.ts';

const before = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1', name: 'B' }, c: { type: 'core.set@1' } },
  edges: [
    { from: 'a.main', to: 'b.main' },
    { from: 'b.main', to: 'c.main' },
  ],
  layout: { b: { x: 1, y: 2, pin: { items: [] } } },
});
const { b, ...rest } = before.nodes;

describe('a node that is brought back', () => {
  it('is as it was, with its place and its wires', () => {
    const without = { ...before, nodes: rest, edges: [], layout: {} };
    const back = bringBackNode(without, before, 'b');
    expect(back.nodes['b']).toEqual(b);
    expect(back.edges).toEqual(before.edges);
    expect(back.layout).toEqual(before.layout);
  });

  it('stands in the wire again that was led around it', () => {
    const without = removeNodes(before, ['b'], { heal: true });
    expect(without.edges).toEqual([{ from: 'a.main', to: 'c.main' }]);
    expect(bringBackNode(without, before, 'b').edges).toEqual(before.edges);
  });

  it('leaves a wire around it that was there before', () => {
    const bypass = { ...before, edges: [...before.edges, { from: 'a.main', to: 'c.main' }] };
    const without = removeNodes(bypass, ['b'], { heal: true });
    const back = bringBackNode(without, bypass, 'b').edges;
    expect(back).toHaveLength(3);
    expect(back).toEqual(expect.arrayContaining(bypass.edges));
  });

  it('leaves out wires to what is gone, and keeps what was done since', () => {
    const { c: _, ...only } = rest;
    const healed = { ...before, nodes: only, edges: [{ from: 'a.main', to: 'a.again' }] };
    expect(bringBackNode(healed, before, 'b').edges).toEqual([{ from: 'a.main', to: 'a.again' }, before.edges[0]]);
  });

  it('is not brought back twice', () => {
    expect(bringBackNode(before, before, 'b')).toBe(before);
    expect(bringBackNode(before, before, 'nothing')).toBe(before);
  });
});
