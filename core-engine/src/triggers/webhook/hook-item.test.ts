import { createHash } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createHookItem } from './hook-item.ts';
import { type HookRequest, parseHookTarget } from './hook-request.ts';

const none = { kind: 'none' } as const;
function request(contentType: string | undefined, body: string | Uint8Array, changes: Partial<HookRequest> = {}): HookRequest {
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  return {
    method: 'POST',
    path: 'orders',
    query: '',
    headers,
    body: typeof body === 'string' ? Buffer.from(body) : body,
    ...changes,
  };
}
const bodyOf = (contentType: string | undefined, body: string | Uint8Array) =>
  (createHookItem(request(contentType, body), none).item.json as { body: unknown }).body;

describe('the item of a webhook call', () => {
  it('holds method, path, headers, query and body', () => {
    const call = request('application/json', '{"id":7}', {
      query: 'a=1&b=x+y&a=2&%C3%A4=%26',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'r1',
        connection: 'keep-alive',
        'transfer-encoding': 'chunked',
        'x-none': undefined,
      },
    });
    expect(createHookItem(call, none)).toEqual({
      item: {
        json: {
          method: 'POST',
          path: 'orders',
          headers: { 'content-type': 'application/json', 'x-request-id': 'r1' },
          query: { a: ['1', '2'], b: 'x y', ä: '&' },
          body: { id: 7 },
        },
      },
      blobs: [],
    });
  });

  it.each([
    ['application/json', '[1]', [1]],
    ['application/json; charset=utf-8', '"ü"', 'ü'],
    ['Application/Vnd.Api+JSON', '{}', {}],
    ['application/x-www-form-urlencoded', 'a=1&b=2&a=3', { a: ['1', '3'], b: '2' }],
    ['text/plain', 'hello', 'hello'],
    ['text/csv; charset=utf-8', 'a,b', 'a,b'],
    ['application/xml', '<a/>', '<a/>'],
    ['application/soap+xml', '<a/>', '<a/>'],
    [undefined, 'hello', 'hello'],
    ['application/json', '', null],
    ['application/octet-stream', '', null],
  ])('reads %s %j', (contentType, body, expected) => {
    expect(bodyOf(contentType, body)).toEqual(expected);
  });

  it.each(['application/octet-stream', 'image/png', 'multipart/form-data; boundary=x', 'text/plain'])(
    'keeps bytes of %s as a blob',
    (contentType) => {
      const bytes = Uint8Array.from([0xff, 0x00, 0xfe]);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { item, blobs } = createHookItem(request(contentType, bytes), none);
      expect(item).toMatchObject({ json: { body: null }, blobs: { body: { sha256, size: 3, mediaType: contentType } } });
      expect(blobs).toEqual([{ sha256, bytes }]);
    },
  );

  it.each([
    ['{"a":1', 'json_malformed'],
    ['{"a":1,"a":2}', 'json_duplicate_key'],
    ['['.repeat(201) + ']'.repeat(201), 'json_too_deep'],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'json_too_deep'],
  ])('refuses bad JSON', (body, code) => {
    try {
      bodyOf('application/json', body);
    } catch (error) {
      expect(error).toBeInstanceOf(SluiceError);
      expect(error).toMatchObject({ code });
      return;
    }
    throw new Error('it was accepted');
  });

  it('keeps fields with odd names as data', () => {
    const { item } = createHookItem(request('application/x-www-form-urlencoded', '__proto__=1&constructor=2'), none);
    const body = (item.json as { body: object }).body;
    expect(Object.keys(body)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  it('leaves the bearer token out, and shows an authorization that only the workflow can judge', () => {
    const call = request(undefined, '', { headers: { authorization: 'Bearer t0ken' } });
    expect(JSON.stringify(createHookItem(call, { kind: 'bearer', secret: 'S' }))).not.toContain('t0ken');
    expect(createHookItem(call, none).item.json).toMatchObject({ headers: { authorization: 'Bearer t0ken' } });
  });

  it('costs at most a small part of a request', () => {
    const order = JSON.stringify({
      id: 'o-1',
      lines: Array.from({ length: 10 }, (_, n) => ({ sku: `s${n}`, price: n + 0.5, quantity: n })),
    });
    const headers = {
      'content-type': 'application/json',
      host: 'x',
      'user-agent': 'wrk',
      accept: '*/*',
      'content-length': String(order.length),
    };
    const call = request('application/json', order, { headers });
    const rounds = 5000;
    for (let round = 0; round < rounds; round += 1) createHookItem(call, none);
    const started = performance.now();
    for (let round = 0; round < rounds; round += 1) createHookItem(call, none);
    const microseconds = ((performance.now() - started) * 1000) / rounds;
    expect(microseconds).toBeLessThan(200); // the goal is 50; the bound leaves room for a busy machine
  });
});

describe('parseHookTarget', () => {
  it.each([
    ['/hooks/orders', { path: 'orders', query: '' }],
    ['/hooks/a/b?x=1&y=2', { path: 'a/b', query: 'x=1&y=2' }],
    ['/hooks/a%2Db', { path: 'a-b', query: '' }],
    ['/hooks/', { path: '', query: '' }],
    ['/hooks/%ff', undefined],
    ['/other', undefined],
  ])('%s', (target, expected) => {
    expect(parseHookTarget(target)).toEqual(expected);
  });
});
