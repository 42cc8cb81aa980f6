import type { Json } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultPolicies } from '../../gate/default-policies.ts';
import { parseEgressAllow } from '../../gate/egress/egress-allow.ts';
import { createEgressGuard } from '../../gate/egress/egress-guard.ts';
import { createGate } from '../../gate/gate.ts';
import { createPerformEffect } from '../../gate/perform-effect.ts';
import { testContext, testPending } from '../../gate/test-support.ts';
import { createBlobHandle } from '../blob-handle.ts';
import { createHandleRegistry } from '../handle-registry.ts';
import { createHttpHandle } from '../http-handle.ts';
import { createKvHandle } from '../kv-handle.ts';
import { createLogHandle } from '../log-handle.ts';
import { createRandomHandle } from '../random-handle.ts';
import { createSecretHandle } from '../secret-handle.ts';
import { memoryBlobs, type TestServer, testServer } from '../test-support.ts';
import { createTimeHandle } from '../time-handle.ts';
import { createWorkflowHandle } from '../workflow-handle.ts';
import { createGuardedAgent } from './guarded-agent.ts';

const SECRET = 'p@ss "wörd"\\/+= 8472';
const secrets = new Map([
  ['KEY', { value: SECRET, hosts: ['127.0.0.1', 'hmac'] }],
  ['TRAILING', { value: 'pasted-with-newline-8472\n', hosts: ['127.0.0.1'] }],
  ['PIN', { value: '8472', hosts: ['127.0.0.1'] }],
  ['MULTILINE', { value: 'line one 8472\nline two', hosts: ['127.0.0.1'] }],
]);

/** Echoes whatever it is sent, in every way in which a service might give a secret back. */
let server: TestServer;
const faults: unknown[] = [];
const agent = createGuardedAgent({ guard: createEgressGuard(parseEgressAllow('127.0.0.1')) });
const blobs = memoryBlobs();

beforeAll(async () => {
  server = await testServer((request, response, body) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const seen = Buffer.from(request.headers.authorization ?? String(request.headers['x-key'] ?? ''), 'latin1').toString(
      'latin1',
    );
    const given = `${seen} ${Buffer.from(seen, 'latin1').toString('utf8')} ${url.search} ${decodeURIComponent(url.search)} ${body}`;
    switch (url.pathname) {
      case '/json':
        return response
          .setHeader('content-type', 'application/json')
          .end(JSON.stringify({ given, [given]: [seen], url: request.url, headers: request.headers }));
      case '/text':
        return response.setHeader('content-type', 'text/plain; charset=utf-8').end(given);
      case '/bytes':
        return response.setHeader('content-type', 'application/octet-stream').end(given);
      case '/status':
        return response
          .writeHead(401, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: `bad credentials ${given}` }));
      case '/redirect':
        return response.writeHead(302, { location: `http://10.0.0.1/${encodeURIComponent(seen)}${url.search}` }).end();
      case '/number':
        return response.setHeader('content-type', 'application/json').end('{"pin":8472,"other":18472.5}');
      default:
        return request.socket.destroy();
    }
  });
});

afterAll(async () => {
  await agent.destroy();
  await server[Symbol.asyncDispose]();
});

function performEffect(verb: string, uri: string, args: Json) {
  const directory = { find: async (name: string) => secrets.get(name), reveal: async (name: string) => secrets.get(name) };
  const unused = new Proxy({}, { get: () => () => Promise.reject(new Error('not of this test')) });
  const handles = createHandleRegistry([
    createHttpHandle({ agent, secrets: directory, blobs }),
    createSecretHandle({ secrets: directory }),
    createKvHandle({ kv: unused as never, now: () => 0 }),
    createBlobHandle({ blobs }),
    createLogHandle({ write: () => undefined }),
    createTimeHandle({ now: () => 0 }),
    createRandomHandle(),
    createWorkflowHandle({ executions: unused as never, now: () => 0, tokenKey: new Uint8Array(32) }),
  ]);
  const gate = createGate(defaultPolicies({ egress: createEgressGuard(parseEgressAllow('127.0.0.1')), secrets: directory }));
  const perform = createPerformEffect({ gate, handles, blobs, onFault: (fault) => faults.push(fault) });
  return perform({ pending: testPending(verb, uri, args), context: testContext() }, new AbortController().signal);
}

/** Everything that could reach guest, journal or log, as one text. */
function everything(answer: unknown): string {
  const kept = [...blobs.stored.values()].map(
    (bytes) => Buffer.from(bytes).toString('latin1') + Buffer.from(bytes).toString('utf8'),
  );
  return (
    JSON.stringify(answer) +
    JSON.stringify(faults, (_, value) => (value instanceof Error ? `${value.stack} ${value.cause}` : value)) +
    kept.join('\n')
  );
}

const placements: readonly Json[] = [
  { auth: { secret: 'TRAILING', as: 'bearer' } },
  { auth: { secret: 'KEY', as: 'basic', name: 'user' } },
  { auth: { secret: 'KEY', as: 'query', name: 'key' } },
  { auth: { secret: 'KEY', as: 'header', name: 'X-Key' } },
  { auth: { secret: 'KEY', as: 'bearer' } },
  { secretHeaders: { 'x-key': 'TRAILING' } },
  { auth: { secret: 'KEY', as: 'basic' } },
];
const places = ['/json', '/text', '/bytes', '/status', '/redirect', '/cut'];

describe('a secret', () => {
  it.each(placements.flatMap((args) => places.map((place) => [JSON.stringify(args), place, args] as const)))(
    'sent by %s does not come back from %s',
    async (_, place, args) => {
      blobs.stored.clear();
      const answer = await performEffect('post', `${server.url}${place}?a=1`, args);
      const all = everything(answer);
      expect(all).not.toContain('8472');
      expect(all).not.toContain(Buffer.from(SECRET).toString('base64').slice(4, 20));
      expect(all).not.toContain(Buffer.from(`user:${SECRET}`).toString('base64'));
      const sent = JSON.stringify(server.requests.at(-1));
      expect(
        ['8472', Buffer.from(SECRET).toString('base64'), Buffer.from(`user:${SECRET}`).toString('base64')].some((form) =>
          sent.includes(form),
        ),
      ).toBe(true);
    },
  );

  it('is shown by its name where it was taken out', async () => {
    const answer = await performEffect('get', `${server.url}/text`, { auth: { secret: 'TRAILING', as: 'bearer' } });
    expect(answer).toMatchObject({ result: { ok: true, value: { body: expect.stringContaining('Bearer [secret TRAILING]') } } });
  });

  it('that looks like a number is taken out of numbers, and leaves valid JSON', async () => {
    const answer = await performEffect('get', `${server.url}/number`, { auth: { secret: 'PIN', as: 'bearer' } });
    expect(answer).toMatchObject({ result: { ok: true, value: { body: { pin: '[secret PIN]', other: '1[secret PIN].5' } } } });
  });

  it('that no header can carry is refused without being shown', async () => {
    const answer = await performEffect('get', `${server.url}/text`, { auth: { secret: 'MULTILINE', as: 'bearer' } });
    expect(answer).toMatchObject({ result: { ok: false, error: { code: 'effect_args_invalid' } } });
    expect(everything(answer)).not.toContain('8472');
  });

  it('signs and says that it exists, and no more', async () => {
    const signed = await performEffect('hmac', 'secret:KEY', { text: 'hello' });
    expect(signed).toMatchObject({ result: { ok: true, value: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(await performEffect('exists', 'secret:KEY', {})).toMatchObject({ result: { ok: true, value: true } });
    expect(await performEffect('exists', 'secret:NOPE', {})).toMatchObject({ result: { ok: true, value: false } });
    expect(everything(signed)).not.toContain('8472');
  });

  it('that was bound elsewhere after the gate looked is not sent', async () => {
    const moved = {
      find: async () => ({ hosts: ['127.0.0.1'] }),
      reveal: async () => ({ value: 'x8472', hosts: ['other.example'] }),
    };
    const handle = createHttpHandle({ agent, secrets: moved, blobs });
    const before = server.requests.length;
    const request = handle.perform({
      ...testPending('get', `${server.url}/text`),
      args: { auth: { secret: 'KEY', as: 'bearer' } },
      context: testContext(),
      step: { node: 'n', scope: '', attempt: 1, index: 0 },
      signal: new AbortController().signal,
      authorize: async () => undefined,
    });
    await expect(request).rejects.toMatchObject({ code: 'secret_not_bound' });
    expect(server.requests).toHaveLength(before);
  });
});
