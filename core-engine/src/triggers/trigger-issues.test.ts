import { type Json, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { triggerIssues } from './trigger-issues.ts';

const DID = `did:key:z6Mk${'a'.repeat(44)}`;
const documentOf = (nodes: Record<string, { type: string; params?: Record<string, Json>; disabled?: 'pass' | 'block' }>) =>
  workflowDocument.parse({ format: 'sluice/1', name: 'w', nodes });
const hook = (params: Record<string, Json>) => ({ type: 'core.webhook@1', params });
const codes = (nodes: Parameters<typeof documentOf>[0]) =>
  triggerIssues(documentOf(nodes)).map(({ code, param }) => `${code} ${param}`);

describe('triggerIssues', () => {
  it('finds nothing wrong with what can be served', () => {
    expect(
      codes({
        a: hook({ path: 'orders' }),
        b: hook({ path: 'orders', method: 'GET' }),
        c: hook({ path: 'orders', method: 'ANY' }),
        d: hook({ path: 'a-b_c.d/e/F9', protection: 'bearer', secret: 'TOKEN' }),
        e: hook({ path: 'signed', protection: 'signed', allow: [DID] }),
        f: { type: 'core.schedule@1', params: { cron: '0 9 * * 1-5', timezone: 'Europe/Berlin' } },
        g: { type: 'core.schedule@1', params: { cron: '*/5 * * * * *' } },
        h: { type: 'core.schedule@1', params: { cron: '0 0 29 2 *' } },
        i: { type: 'core.set@1', params: { path: '!!' } },
      }),
    ).toEqual([]);
  });

  it.each([
    '/orders',
    'orders/',
    'a//b',
    'a b',
    '~resume/x',
    '..',
    'a/../b',
    'a/.',
    'ä',
    'a?b',
    'a%2Fb',
    '',
    '={{ $vars.path }}',
    'x'.repeat(201),
    7,
  ])('refuses the path %j', (path) => {
    expect(codes({ a: hook({ path }) })).toEqual(['webhook_path_invalid path']);
  });

  it('names both nodes that listen to the same place', () => {
    const issues = triggerIssues(
      documentOf({
        a: hook({ path: 'x' }),
        b: hook({ path: 'x', method: 'post' }),
        c: { ...hook({ path: 'x' }), disabled: 'block' },
      }),
    );
    expect(issues).toMatchObject([{ code: 'webhook_path_taken', nodeId: 'b', param: 'path', pointer: '/nodes/b/params/path' }]);
    expect(issues[0]?.message).toBe('Nodes "a" and "b" both listen to POST /hooks/x.');
  });

  it('asks for the secret that a protection needs, and for keys that are keys', () => {
    expect(codes({ a: hook({ path: 'x', protection: 'bearer' }) })).toEqual(['param_missing secret']);
    expect(codes({ a: hook({ path: 'x', protection: 'standard-webhooks', secret: '' }) })).toEqual(['param_missing secret']);
    expect(codes({ a: hook({ path: 'x', protection: 'signed', allow: [DID, 'bob'] }) })).toEqual(['param_invalid allow.1']);
  });

  it.each([
    [{ cron: 'every day' }, 'cron'],
    [{ cron: '61 * * * *' }, 'cron'],
    [{ cron: '0 0 31 2 *' }, 'cron'],
    [{ cron: '* * * * *', timezone: 'Mars/Base' }, 'timezone'],
  ])('refuses the schedule %j', (params, param) => {
    expect(codes({ a: { type: 'core.schedule@1', params } })).toEqual([`schedule_invalid ${param}`]);
  });
});
