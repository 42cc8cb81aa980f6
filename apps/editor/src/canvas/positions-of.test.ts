import type { WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { layOut } from './lay-out.ts';
import { needsLayOut, positionsOf } from './positions-of.ts';

const size = () => ({ width: 200, height: 60 });
const documentOf = (layout: WorkflowDocument['layout'], edges: WorkflowDocument['edges'] = []): WorkflowDocument => ({
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes: {
    a: { type: 'core.manual@1', params: {} },
    b: { type: 'core.set@1', params: {} },
    c: { type: 'core.set@1', params: {} },
  },
  edges,
  layout,
});

describe('positionsOf', () => {
  it('takes the positions of the document', () => {
    const positions = positionsOf(documentOf({ a: { x: 1, y: 2 }, b: { x: 300, y: 2 }, c: { x: 600, y: 2 } }), size);
    expect(positions.get('b')).toEqual({ x: 300, y: 2 });
  });

  it('needs the automatic layout only when no node has a place', () => {
    expect(needsLayOut(documentOf({}))).toBe(true);
    expect(needsLayOut(documentOf({ note: { text: 'hi' } }))).toBe(true);
    expect(needsLayOut(documentOf({ a: { x: 0, y: 0 } }))).toBe(false);
  });

  it('lays a document without positions out from left to right, without overlap', () => {
    const edges = [
      { from: 'a.main', to: 'b.main' },
      { from: 'a.main', to: 'c.main' },
    ];
    const positions = positionsOf(documentOf({}, edges), size, layOut);
    const [a, b, c] = ['a', 'b', 'c'].map((id) => positions.get(id)!);
    expect(a!.x + 200).toBeLessThan(b!.x);
    expect(b!.x).toBe(c!.x);
    expect(Math.abs(b!.y - c!.y)).toBeGreaterThanOrEqual(60);
  });

  it('puts nodes without a position beneath the others', () => {
    const positions = positionsOf(documentOf({ a: { x: 0, y: 0 }, b: { x: 300, y: 500 } }), size);
    expect(positions.get('c')?.y).toBeGreaterThan(560);
  });

  it('passes over edges to nodes that do not exist, and positions that are no numbers', () => {
    const positions = positionsOf(
      documentOf({ a: { x: '1', y: Number.NaN } }, [{ from: 'a.main', to: 'gone.main' }]),
      size,
      layOut,
    );
    expect([...positions.keys()].sort()).toEqual(['a', 'b', 'c']);
  });
});
