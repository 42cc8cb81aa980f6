import { type Json, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { nodesNaming } from './nodes-naming.ts';

const documentOf = (nodes: Record<string, Record<string, Json>>) =>
  workflowDocument.parse({
    format: 'sluice/1',
    name: 'Test',
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, params]) => [id, { type: 'core.http@1', params }])),
  });

describe('the nodes that name a secret', () => {
  it('name it as a value at any depth, or quoted in code', () => {
    const document = documentOf({
      direct: { secret: 'API_KEY' },
      deep: { secretHeaders: [{ name: 'x-key', value: { secret: 'API_KEY' } }] },
      code: { code: "return effect('hmac', { secret: 'API_KEY' });" },
      template: { secret: '={{ $json.live ? "API_KEY" : "TEST_KEY" }}' },
      other: { secret: 'API_KEY_2', text: 'the API_KEY of old' },
      none: {},
    });
    expect(nodesNaming(document, 'API_KEY')).toEqual(['direct', 'deep', 'code', 'template']);
    expect(nodesNaming(document, 'NOPE')).toEqual([]);
  });
});
