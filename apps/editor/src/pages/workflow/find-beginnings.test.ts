import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import { expect, it } from 'vitest';
import { findBeginnings } from './find-beginnings.ts';

it('leads on from the end of a way that was taken', () => {
  const node = (params: object = {}) => ({ type: 'core.set@1', params });
  const document = {
    nodes: { start: node(), call: node({ url: 'x' }), good: node(), bad: node() },
    edges: [
      { from: 'start.main', to: 'call.main' },
      { from: 'call.main', to: 'good.main' },
      { from: 'call.error', to: 'bad.main' },
    ],
  } as unknown as WorkflowDocument;
  const catalog = { get: () => ({ outputs: [{ name: 'main' }] }) as unknown as NodeType };
  expect(findBeginnings(document, catalog, (id) => id !== 'good')).toEqual({
    toChange: { nodeId: 'call', param: 'url' },
    toFollow: 'bad',
  });
});
