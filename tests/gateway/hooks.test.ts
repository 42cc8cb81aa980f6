import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HookCall } from '../../protocol/src/channel/index.ts';
import { createNonce, signRequest } from '../../protocol/src/signing/index.ts';
import { createKey, type TestKey } from './lib/keys.ts';
import { type Answer, send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());
let echo: TestGateway['engine']['answerHook'];
beforeAll(() => {
  echo = gateway.engine.answerHook;
});
afterEach(() => {
  gateway.engine.answerHook = echo;
});

const post = (target: string, headers: Record<string, string | string[]> = {}, body = '{"a":1}'): Promise<Answer> =>
  send(gateway.origin, {
    method: 'POST',
    target,
    headers: { 'content-type': 'application/json', ...headers },
    body: new TextEncoder().encode(body),
  });
const lastCall = (): HookCall => gateway.engine.hookCalls.at(-1) as HookCall;
const answers = (status: number, headers: Record<string, string>, body: string) => {
  gateway.engine.answerHook = async () => ({ status, headers, body });
};

describe('a public hook', () => {
  it('reaches the engine with any method, its path, query and body as they came', async () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE']) {
      await send(gateway.origin, { method, target: '/hooks/a/b%2Fc?x=%20&x=2', body: Buffer.from([0xff, 0x00]) });
      expect(lastCall()).toMatchObject({ method, target: '/hooks/a/b%2Fc?x=%20&x=2' });
      expect([...lastCall().body]).toEqual([0xff, 0x00]);
    }
    expect((await send(gateway.origin, { method: 'HEAD', target: '/hooks/a' })).status).toBe(200);
    expect(lastCall().method).toBe('HEAD');
    expect((await send(gateway.origin, { method: 'TRACE', target: '/hooks/a' })).status).toBe(405);
  });

  it('acts as the gateway itself, said to be public, when nobody signed', async () => {
    await post('/hooks/x');
    expect(lastCall()).toMatchObject({ actor: gateway.gatewayDid, role: 'none', outcome: 'public' });
    expect(lastCall().requestId).not.toBe('');
  });

  it('brings the headers of its caller as data, and nothing else', async () => {
    await post('/hooks/x', {
      authorization: 'Bearer secret',
      cookie: 'a=1',
      'webhook-signature': 'v1,abc',
      'x-name': 'caf\u00e9 "quoted" \\',
      'x-list': ['one', 'two'],
    });
    expect(lastCall().headers).toMatchObject({
      authorization: 'Bearer secret',
      cookie: 'a=1',
      'webhook-signature': 'v1,abc',
      'x-name': 'caf\u00e9 "quoted" \\',
      'x-list': 'one, two',
      'content-type': 'application/json',
      host: gateway.authority,
    });
    expect(lastCall()).toMatchObject({ role: 'none', outcome: 'public' });
  });

  it('cannot speak for the gateway, nor pass on headers of its connection', async () => {
    await post('/hooks/x', {
      'sluice-actor': gateway.owner.did,
      'sluice-role': 'owner',
      'sluice-outcome': 'verified',
      'sluice-hook-headers': '{}',
      connection: 'close, x-private',
      'x-private': '1',
      te: 'trailers',
      'proxy-authorization': 'Basic x',
      upgrade: 'h2c',
    });
    expect(lastCall()).toMatchObject({ role: 'none', outcome: 'public' });
    const names = Object.keys(lastCall().headers);
    expect(names.filter((name) => name.startsWith('sluice-'))).toEqual([]);
    for (const name of ['connection', 'x-private', 'te', 'proxy-authorization', 'upgrade']) expect(names).not.toContain(name);
  });

  it('with another signature than ours is public, and the signature data', async () => {
    await post('/hooks/x', { 'signature-input': 'sig1=("@method");created=1', signature: 'sig1=:AAAA:' });
    expect(lastCall()).toMatchObject({ outcome: 'public', headers: { signature: 'sig1=:AAAA:' } });
  });

  it('gets the answer of the engine: status, type, body and headers of the workflow', async () => {
    answers(418, { 'content-type': 'text/plain', 'x-workflow': 'yes', 'set-cookie': 'a=1' }, 'short and stout');
    const { status, headers, text } = await post('/hooks/x');
    expect([status, headers['content-type'], headers['x-workflow'], text]).toEqual([418, 'text/plain', 'yes', 'short and stout']);
    expect(headers['set-cookie']).toEqual(['a=1']);
    expect(headers['content-length']).toBe('15');
  });

  it('is a 500 when a header of the answer cannot be written, and costs nobody else anything', async () => {
    const gate = Promise.withResolvers<void>();
    gateway.engine.answerHook = async (call) => {
      if (call.target === '/hooks/bad') return { status: 200, headers: { 'x-bad': 'a\nb' }, body: '' };
      await gate.promise;
      return echo(call);
    };
    const { channels } = gateway.engine;
    const waiting = post('/hooks/slow');
    expect((await post('/hooks/bad')).json['code']).toBe('internal');
    gate.resolve();
    expect([(await waiting).status, gateway.engine.channels - channels]).toEqual([200, 0]);
  });

  it('gets answers without a body, and none to HEAD', async () => {
    for (const status of [204, 304]) {
      answers(status, {}, '');
      expect(await send(gateway.origin, { target: '/hooks/x' })).toMatchObject({ status, text: '' });
    }
    answers(200, {}, 'eleven more');
    const head = await send(gateway.origin, { method: 'HEAD', target: '/hooks/x' });
    expect([head.text, head.headers['content-length']]).toEqual(['', '11']);
  });

  it('gets a large answer whole', async () => {
    const text = 'é'.repeat(2 * 1024 * 1024);
    answers(200, { 'content-type': 'text/plain' }, text);
    const [large, small] = await Promise.all([post('/hooks/x'), post('/hooks/y')]);
    expect(large.text === text && small.text === text).toBe(true);
  });

  it('gives out pages in a sandbox only, whatever the workflow says', async () => {
    answers(
      200,
      {
        'content-type': 'text/html',
        'content-length': '1',
        'content-security-policy': "default-src 'self'",
        'x-content-type-options': 'off',
        'clear-site-data': '"*"',
        'service-worker-allowed': '/',
        'sluice-request-id': 'forged',
      },
      '<script>alert(1)</script>',
    );
    const { headers } = await post('/hooks/x');
    expect(headers['content-security-policy']).toMatch(/^sandbox (?!.*allow-same-origin)/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['clear-site-data']).toBeUndefined();
    expect(headers['service-worker-allowed']).toBeUndefined();
    expect(headers['sluice-request-id']).not.toBe('forged');
    expect(headers['content-length']).toBe('25');
  });

  it('may have 16 MiB and no more', async () => {
    gateway.engine.answerHook = async ({ body }) => ({ status: 200, headers: {}, body: String(body.length) });
    const send16 = (size: number) => send(gateway.origin, { method: 'POST', target: '/hooks/x', body: new Uint8Array(size) });
    expect(await send16(16 * 1024 * 1024)).toMatchObject({ status: 200, text: '16777216' });
    const answer = await send16(16 * 1024 * 1024 + 1);
    expect([answer.status, answer.json['code']]).toEqual([413, 'body_too_large']);
  });

  it('that is refused by the workflow itself with 401 is not taken for a lost session', async () => {
    answers(401, { 'content-type': 'application/problem+json' }, '{"code":"hook_unauthorized"}');
    const before = gateway.engine.hookCalls.length;
    const answer = await post('/hooks/x');
    expect([answer.status, answer.json['code'], gateway.engine.hookCalls.length - before]).toEqual([401, 'hook_unauthorized', 1]);
  });

  it('is a 503 with a code when the engine breaks off, and is not called again', async () => {
    gateway.engine.answerHook = () => {
      setTimeout(() => gateway.engine.breakChannels(), 20);
      return new Promise(() => undefined);
    };
    const before = gateway.engine.hookCalls.length;
    const answer = await post('/hooks/x');
    expect([answer.status, answer.json['code']]).toEqual([503, 'engine_unreachable']);
    gateway.engine.answerHook = echo;
    expect((await post('/hooks/after')).status).toBe(200);
    expect(gateway.engine.hookCalls.length - before).toBe(2);
  });

  it('frees its place when the caller goes away', async () => {
    const called = new Promise<void>((resolve) => {
      gateway.engine.answerHook = () => {
        resolve();
        return new Promise(() => undefined);
      };
    });
    const socket = connect(Number(gateway.authority.split(':')[1]), '127.0.0.1');
    socket.write('GET /hooks/slow HTTP/1.1\r\nHost: x\r\n\r\n');
    await called;
    socket.destroy();
    await expect
      .poll(async () => (await send(gateway.origin, { target: '/metrics' })).text)
      .toContain('sluice_gateway_requests_total{route="/hooks/{path}",method="GET",status="499"} 1');
  });
});

describe('a signed hook', () => {
  async function postSigned(
    key: TestKey,
    change: Record<string, string> = {},
    nonce = createNonce(randomBytes(16)),
  ): Promise<HookCall> {
    const body = new TextEncoder().encode('{"a":1}');
    const { authority } = gateway;
    const request = {
      method: 'POST',
      authority,
      path: '/hooks/x',
      body,
      idempotencyKey: 'k',
      keyid: key.did,
      sign: key.sign,
      now: Date.now(),
      nonce,
    };
    const answer = await send(gateway.origin, {
      method: 'POST',
      target: '/hooks/x',
      headers: { ...(await signRequest(request)), ...change },
      body,
    });
    expect(answer.status).toBe(200);
    return lastCall();
  }

  it('acts as its signer, with the role of a registered key', async () => {
    const operator = await gateway.addKey('operator');
    expect(await postSigned(operator)).toMatchObject({ actor: operator.did, role: 'operator', outcome: 'verified' });
    const stranger = createKey();
    expect(await postSigned(stranger)).toMatchObject({ actor: stranger.did, role: 'none', outcome: 'verified' });
  });

  it('whose signature is wrong acts as the gateway, and the engine is told why', async () => {
    const key = createKey();
    const nonce = createNonce(randomBytes(16));
    expect(await postSigned(key, { 'idempotency-key': 'other' })).toMatchObject({
      role: 'none',
      outcome: 'signature_invalid',
    });
    expect((await postSigned(key, {}, nonce)).outcome).toBe('verified');
    expect(await postSigned(key, {}, nonce)).toMatchObject({ actor: gateway.gatewayDid, outcome: 'signature_replayed' });
  });
});

describe('hooks with a rate limit', () => {
  it('are refused beyond it, and told how long to wait', async () => {
    const limited = await startTestGateway({ settings: { hookRate: 0.5 } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(limited.origin, { target: '/hooks/x' })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.json['code']).toBe('rate_limited');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    await limited.close();
  });
});
