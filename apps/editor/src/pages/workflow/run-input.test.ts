import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { triggersOf } from './run-input.ts';

const catalog = new Map(
  ['core.webhook@1', 'core.manual@1', 'core.set@1'].map((type) => [
    type,
    { type, kind: type === 'core.set@1' ? 'action' : 'trigger' } as NodeType,
  ]),
);
const documentOf = (layout: WorkflowDocument['layout'] = {}): WorkflowDocument => ({
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes: {
    hook: { type: 'core.webhook@1', params: { path: 'orders', method: 'PUT' } },
    set: { type: 'core.set@1', params: {} },
    start: { type: 'core.manual@1', params: {} },
  },
  edges: [],
  layout,
});

describe('triggersOf', () => {
  it('gives the triggers only, the manual one first', () => {
    expect(triggersOf(documentOf(), catalog)).toEqual(['start', 'hook']);
  });
});
