import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { topicsOf } from './topics-of.ts';

const documentOf = (nodes: Record<string, unknown>, edges: [string, string][]) =>
  workflowDocument.parse({ format: 'sluice/1', name: 'Test', nodes, edges: edges.map(([from, to]) => ({ from, to })) });

describe('the topics of a workflow', () => {
  it('are what its nodes do and how they stand together', () => {
    const document = documentOf(
      {
        start: { type: 'core.manual@1' },
        each: { type: 'core.for-each@1' },
        work: { type: 'core.set@1', onError: 'route' },
        join: { type: 'core.set@1' },
      },
      [
        ['start.main', 'each.main'],
        ['each.each', 'work.main'],
        ['work.main', 'join.main'],
        ['work.error', 'join.main'],
      ],
    );
    expect(topicsOf(document)).toEqual(['loops', 'joins', 'errors']);
  });

  it('are no joins where only triggers meet', () => {
    const document = documentOf(
      { start: { type: 'core.manual@1' }, hook: { type: 'core.webhook@1' }, work: { type: 'core.set@1' } },
      [
        ['start.main', 'work.main'],
        ['hook.main', 'work.main'],
      ],
    );
    expect(topicsOf(document)).toEqual(['webhooks']);
  });
});
