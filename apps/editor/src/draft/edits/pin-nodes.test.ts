import { diffDocuments, type WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { pinNode, unpinNodes } from './pin-nodes.ts';

const document: WorkflowDocument = {
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes: { a: { type: 'core.set@1', params: {} }, b: { type: 'core.set@1', params: {} } },
  edges: [],
  layout: { a: { x: 1, y: 2 } },
};
const pin = { outputs: { main: [1] } };

describe('pins', () => {
  it('are put beside the place of a node, and taken away without it', () => {
    const pinned = pinNode(document, 'a', pin);
    expect(pinned.layout['a']).toEqual({ x: 1, y: 2, pin });
    expect(unpinNodes(pinned, ['a', 'b']).layout).toEqual(document.layout);
  });

  it('change the layout alone', () => {
    expect(diffDocuments(document, pinNode(document, 'b', pin)).map(({ path }) => path)).toEqual([['layout', 'b']]);
  });

  it('are not put to a node that is gone', () => {
    expect(pinNode(document, 'gone', pin)).toBe(document);
  });
});
