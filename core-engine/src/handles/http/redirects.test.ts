import { type Json, SluiceError } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicies } from '../../gate/default-policies.ts';
import { parseEgressAllow } from '../../gate/egress/egress-allow.ts';
import { createEgressGuard } from '../../gate/egress/egress-guard.ts';
import { createGate } from '../../gate/gate.ts';
import type { EffectContext } from '../../gate/gated-effect.ts';
import { testContext, testEffect } from '../../gate/test-support.ts';
import { createHttpHandle } from '../http-handle.ts';
import { answeredValue, failureOf, memoryBlobs, perform, type TestServer, testServer } from '../test-support.ts';
import { createGuardedAgent } from './guarded-agent.ts';

/** Two origins on loopback; only `home` and `away` are allowed, `forbidden` is not. */
let home: TestServer;
let away: TestServer;
let forbidden: TestServer;
const secrets = new Map([['TOKEN', { value: 's3cr3t-token-value', hosts: ['127.0.0.1'] }]]);

beforeAll(async () => {
  const answer: Parameters<typeof testServer>[0] = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const to = url.searchParams.get('to');
    if (to === null) response.setHeader('content-type', 'application/json').end('{"done":true}');
    else response.writeHead(Number(url.searchParams.get('status') ?? 302), { location: to }).end('moved');
  };
  [home, away, forbidden] = await Promise.all([testServer(answer), testServer(answer), testServer(answer)]);
});

afterAll(async () => {
  for (const server of [home, away, forbidden]) await server[Symbol.asyncDispose]();
});

/** The handle behind the real gate, as `performEffect` joins them. */
function request(verb: string, uri: string, args: Json = {}, context: Partial<EffectContext> = {}) {
  const guard = createEgressGuard(parseEgressAllow(`127.0.0.1:${home.port},127.0.0.1:${away.port}`));
  const gate = createGate(defaultPolicies({ egress: guard, secrets: { find: async (name) => secrets.get(name) } }));
  const agent = createGuardedAgent({ guard });
  const handle = createHttpHandle({ agent, secrets: { reveal: async (name) => secrets.get(name) }, blobs: memoryBlobs() });
  const authorize = async (next: { uri: string; args: Json }) => {
    const decision = await gate.decide(testEffect(verb, next.uri, next.args), testContext(context));
    if (decision.kind === 'deny') throw new SluiceError(decision.code, decision.detail);
  };
  return perform(handle, verb, uri, { args, authorize }).finally(() => agent.destroy());
}

const via = (from: TestServer, to: string, status = 302) => `${from.url}/?status=${status}&to=${encodeURIComponent(to)}`;

describe('redirects', () => {
  it('are followed, relative ones too', async () => {
    expect(await answeredValue(request('get', via(home, '/end')))).toMatchObject({ status: 200, body: { done: true } });
    expect(home.requests.at(-1)?.url).toBe('/end');
  });

  it('are not followed when asked so', async () => {
    expect(await answeredValue(request('get', via(home, '/end'), { followRedirects: false }))).toMatchObject({
      status: 302,
      headers: { location: '/end' },
    });
  });

  it('end after five', async () => {
    const chain = (length: number): string => (length === 0 ? '/end' : `/?to=${encodeURIComponent(chain(length - 1))}`);
    expect(await answeredValue(request('get', home.url + chain(5)))).toMatchObject({ status: 200 });
    const error = await failureOf(request('get', home.url + chain(6)));
    expect(error.code).toBe('http_failed');
    expect(error.detail).toContain('more than 5 times');
  });

  it.each(['http://127.0.0.1:1/', 'http://169.254.169.254/latest/', 'http://[::1]/', 'http://0x7f.1:1/', 'http://localhost/'])(
    'to %s are refused',
    async (to) => {
      expect((await failureOf(request('get', via(home, to)))).code).toBe('egress_private');
    },
  );

  it('to a port that is not allowed are refused before anything is sent', async () => {
    expect((await failureOf(request('get', via(home, forbidden.url)))).code).toBe('egress_private');
    expect(forbidden.requests).toHaveLength(0);
  });

  it("stay within the workflow's allow-list", async () => {
    const context = { allowList: [`get http://127.0.0.1:${home.port}/*`] };
    expect(await answeredValue(request('get', via(home, '/end'), {}, context))).toMatchObject({ status: 200 });
    const before = away.requests.length;
    expect((await failureOf(request('get', via(home, away.url), {}, context))).code).toBe('effect_not_in_workflow');
    expect(away.requests).toHaveLength(before);
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'javascript:alert(1)', 'http://', 'http://user:pw@127.0.0.1/'])(
    'to %s are refused',
    async (to) => {
      expect(['http_failed', 'effect_args_invalid']).toContain((await failureOf(request('get', via(home, to)))).code);
    },
  );

  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [302, 'PUT', 'PUT'],
    [307, 'POST', 'POST'],
    [308, 'DELETE', 'DELETE'],
  ])('with %i turn %s into %s', async (status, method, becomes) => {
    const args = method === 'HEAD' ? {} : { body: { a: 1 } };
    await request(method.toLowerCase(), via(home, '/end', status), args);
    const last = home.requests.at(-1);
    expect(last?.method).toBe(becomes);
    expect(last?.body).toBe(becomes === method && method !== 'HEAD' ? '{"a":1}' : '');
    if (becomes === 'GET') expect(last?.headers['content-type']).toBeUndefined();
  });

  it('to another origin leave every credential behind, and do not get it back on the way home', async () => {
    const args = {
      headers: { authorization: 'Basic plain', cookie: 'session=1', 'x-other': 'kept' },
      secretHeaders: { 'X-Api-Key': 'TOKEN' },
    };
    await request('get', via(home, via(away, `${home.url}/end`)), args);
    const [first, second, third] = [home.requests.at(-2), away.requests.at(-1), home.requests.at(-1)];
    expect(first?.headers).toMatchObject({
      authorization: 'Basic plain',
      cookie: 'session=1',
      'x-api-key': 's3cr3t-token-value',
      'x-other': 'kept',
    });
    for (const later of [second, third]) {
      expect(later?.headers).toMatchObject({ 'x-other': 'kept' });
      expect(later?.headers.authorization).toBeUndefined();
      expect(later?.headers.cookie).toBeUndefined();
      expect(JSON.stringify(later)).not.toContain('s3cr3t');
    }
  });

  it('within the origin keep the credentials', async () => {
    await request('get', via(home, '/end'), { auth: { secret: 'TOKEN', as: 'bearer' } });
    expect(home.requests.at(-1)).toMatchObject({ url: '/end', headers: { authorization: 'Bearer s3cr3t-token-value' } });
  });
});
