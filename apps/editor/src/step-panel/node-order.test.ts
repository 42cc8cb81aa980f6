import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { neighboursIn, nodeOrder } from './node-order.ts';

const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: Object.fromEntries(['last', 'b', 'start', 'a', 'lone'].map((id) => [id, { type: 'core.set@1' }])),
  edges: [
    { from: 'start.main', to: 'a.main' },
    { from: 'start.main', to: 'b.main' },
    { from: 'a.main', to: 'last.main' },
    { from: 'last.main', to: 'a.next' },
  ],
});

describe('the order of nodes', () => {
  it('follows the wires, loops and lone nodes included', () => {
    expect(nodeOrder(document)).toEqual(['start', 'a', 'last', 'b', 'lone']);
  });
  it('has ends', () => {
    expect(neighboursIn(document, 'start')).toEqual({ before: undefined, after: 'a' });
    expect(neighboursIn(document, 'lone')).toEqual({ before: 'b', after: undefined });
  });
});
