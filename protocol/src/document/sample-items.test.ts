import { describe, expect, it } from 'vitest';
import { sampleItems } from './sample-items.ts';
import type { WorkflowDocument } from './workflow-document.ts';

const documentOf = (layout: WorkflowDocument['layout'] = {}) => ({
  nodes: {
    hook: { type: 'core.webhook@1', params: { path: 'orders', method: 'PUT' } },
    clock: { type: 'core.schedule@1', params: {} },
    start: { type: 'core.manual@1', params: {} },
  },
  layout,
});

describe('sampleItems', () => {
  it('takes the sample that the layout keeps', () => {
    const document = documentOf({ hook: { x: 0, y: 0, sample: [{ body: { lines: [] } }] } });
    expect(sampleItems(document, 'hook', 0)).toEqual([{ body: { lines: [] } }]);
  });

  it('makes what has the shape of a call or a tick, and one empty item for a manual start', () => {
    expect(sampleItems(documentOf(), 'hook', 0)).toEqual([
      { method: 'PUT', path: 'orders', headers: { 'content-type': 'application/json' }, query: {}, body: {} },
    ]);
    const at = '1970-01-01T00:00:00.000Z';
    expect(sampleItems(documentOf(), 'clock', 0)).toEqual([{ scheduledAt: at, firedAt: at, missed: 0 }]);
    expect(sampleItems(documentOf({ start: { sample: 'no list' } }), 'start', 0)).toEqual([{}]);
  });
});
