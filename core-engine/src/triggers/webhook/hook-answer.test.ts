import { problem } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createHookAnswer } from './hook-answer.ts';

const executionId = 'e-1';
const respond = (response: unknown) => createHookAnswer({ kind: 'response', executionId, response });

describe("a webhook's answer from a respond node", () => {
  it('is what the node says', () => {
    const answer = respond({ status: 201, headers: { Location: '/orders/7', 'X-Number': 3 }, body: { id: 7 } });
    expect(answer).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/json', location: '/orders/7', 'x-number': '3' },
      body: '{"id":7}',
    });
  });

  it.each([
    ['text', 'text/plain; charset=utf-8', 'text'],
    [[1], 'application/json', '[1]'],
    [0, 'application/json', '0'],
    [false, 'application/json', 'false'],
  ])('sends the body %j as %s', (body, contentType, text) => {
    expect(respond({ body })).toMatchObject({ status: 200, headers: { 'content-type': contentType }, body: text });
  });

  it('keeps a content type that is given', () => {
    expect(respond({ headers: { 'Content-Type': 'text/html' }, body: '<p>' }).headers['content-type']).toBe('text/html');
  });

  it.each([{ status: 204, body: 'x' }, { status: 304, body: {} }, {}, { body: null }, null, 'nonsense', 7])(
    'has no body for %j',
    (response) => {
      expect(respond(response).body).toBe('');
    },
  );

  it.each([99, 100, 199, 600, 200.5, '201', null])('takes %j for 200', (status) => {
    expect(respond({ status, body: 1 }).status).toBe(200);
  });

  it('sends no header that is malformed, that the server sets, or that reaches beyond the answer', () => {
    const headers = {
      'x-ok': 'yes',
      'x-split': 'a\r\nset-cookie: b',
      'bad name': 'x',
      'x-object': {},
      'Content-Length': '9999',
      'transfer-encoding': 'chunked',
      'Clear-Site-Data': '"*"',
      'Service-Worker-Allowed': '/',
      'content-security-policy': "default-src 'unsafe-inline'",
    };
    const answer = respond({ headers, body: 'x' });
    expect(Object.keys(answer.headers).sort()).toEqual([
      'content-security-policy',
      'content-type',
      'x-content-type-options',
      'x-ok',
    ]);
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox /);
    expect(answer.headers['content-security-policy']).not.toContain('allow-same-origin');
  });
});

describe("a webhook's answer from how the execution ended", () => {
  it('is the one item, or the list of several or none', () => {
    const output = (items: unknown[]) => createHookAnswer({ kind: 'completed', executionId, output: items });
    expect(output([{ a: 1 }])).toMatchObject({ status: 200, body: '{"a":1}' });
    expect(output([1, 2]).body).toBe('[1,2]');
    expect(output([]).body).toBe('[]');
    expect(output([null]).body).toBe('null');
  });

  it('is a problem document with execution and node when it failed', () => {
    const error = {
      code: 'http_timeout',
      message: 'GET https://x took too long.',
      hint: 'Retry.',
      nodeId: 'fetch',
      scope: 'loop#1',
      item: 0,
    };
    const answer = createHookAnswer({ kind: 'failed', executionId, status: 'failed', error });
    expect(answer).toMatchObject({ status: 504, headers: { 'content-type': 'application/problem+json' } });
    expect(problem.parse(JSON.parse(answer.body))).toMatchObject({
      code: 'http_timeout',
      detail: error.message,
      hint: 'Retry.',
      executionId,
      nodeId: 'fetch',
      scope: 'loop#1',
    });
  });

  it("says 500 for a run's own refusals and for codes of the workflow's own", () => {
    const failed = (code: string) =>
      createHookAnswer({ kind: 'failed', executionId, status: 'failed', error: { code, message: 'm' } });
    expect(failed('effect_not_in_workflow').status).toBe(500);
    expect(failed('secret_unknown').status).toBe(500);
    expect(failed('out_of_stock').status).toBe(500);
    expect(JSON.parse(failed('out_of_stock').body)).toMatchObject({ code: 'out_of_stock', status: 500, detail: 'm' });
  });

  it('says so when it was cancelled', () => {
    const answer = createHookAnswer({ kind: 'failed', executionId, status: 'cancelled', error: undefined });
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'execution_cancelled', executionId });
  });

  it('is 202 with where to look when it goes on without the caller', () => {
    expect(createHookAnswer({ kind: 'accepted', executionId, status: 'waiting' })).toMatchObject({
      status: 202,
      headers: { location: '/v1/executions/e-1' },
      body: '{"executionId":"e-1","status":"waiting"}',
    });
  });
});
