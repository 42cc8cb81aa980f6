import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { sampleItemsOf, triggersOf } from './run-input.ts';

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

describe('sampleItemsOf', () => {
  it('takes the sample that the layout keeps', () => {
    expect(sampleItemsOf('hook', documentOf({ hook: { x: 0, y: 0, sample: [{ body: { lines: [] } }] } }))).toEqual([
      { body: { lines: [] } },
    ]);
  });

  it('makes a call of the right shape for a webhook, and one empty item for a manual start', () => {
    expect(sampleItemsOf('hook', documentOf())).toEqual([
      { method: 'PUT', path: 'orders', headers: { 'content-type': 'application/json' }, query: {}, body: {} },
    ]);
    expect(sampleItemsOf('start', documentOf({ start: { sample: 'no list' } }))).toEqual([{}]);
  });
});
