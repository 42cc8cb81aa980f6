import { randomBytes } from 'node:crypto';
import { base58 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Role } from '../../protocol/src/index.ts';
import { createNonce, type KeyRotation, type Signed, signKeyRotation } from '../../protocol/src/signing/index.ts';
import { createKey, type TestKey } from './lib/keys.ts';
import type { Answer } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

type Rotation = Signed<KeyRotation>;

const statement = (from: string, next: TestKey, change: { now?: number; audience?: string } = {}): Promise<Rotation> =>
  signKeyRotation(
    { from, to: next.did, audience: change.audience ?? gateway.authority, nonce: createNonce(randomBytes(16)) },
    { sign: next.sign, now: change.now ?? Date.now() },
  );

const send = (key: TestKey, rotation: unknown, idempotencyKey?: string): Promise<Answer> =>
  gateway.call({
    key,
    method: 'POST',
    target: '/v1/me/rotate',
    body: { rotation },
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  });

const rotate = async (key: TestKey, next: TestKey) => send(key, await statement(key.did, next));
const me = (key: TestKey) => gateway.call({ key, target: '/v1/me' });

interface Listed {
  readonly did: string;
  readonly role: Role;
  readonly revokedAt: string | null;
  readonly replacedBy: string | null;
}
const listed = async (by: TestKey) => (await gateway.call({ key: by, target: '/v1/keys' })).json['items'] as Listed[];

describe('a key that is replaced', () => {
  it('hands its role and name to the new one and is revoked at once, the only owner too', async () => {
    const own = await startTestGateway();
    const next = createKey();
    const rotation = await signKeyRotation(
      { from: own.owner.did, to: next.did, audience: own.authority, nonce: createNonce(randomBytes(16)) },
      { sign: next.sign, now: Date.now() },
    );
    const call = { key: own.owner, method: 'POST', target: '/v1/me/rotate', body: { rotation } };
    expect((await own.call(call)).json).toMatchObject({ did: next.did, role: 'owner', name: 'Owner', revokedAt: null });
    const old = await own.call({ key: own.owner, target: '/v1/me' });
    expect([old.status, old.json['code'], old.json['detail']]).toEqual([
      401,
      'key_revoked',
      `The key ${own.owner.did} was replaced by ${next.did}.`,
    ]);
    await own.restart();
    expect(own.claimUrl).toBeUndefined();
    const { items } = (await own.call({ key: next, target: '/v1/keys' })).json as { items: Listed[] };
    expect(items.filter(({ role }) => role === 'owner')).toMatchObject([
      { did: own.owner.did, replacedBy: next.did, revokedAt: expect.any(String) as unknown },
      { did: next.did, replacedBy: null, revokedAt: null },
    ]);
    await own.close();
  });

  it('gets the same answer when it asks again, with the same idempotency key and with another', async () => {
    const [key, next] = [await gateway.addKey('builder'), createKey()];
    const rotation = await statement(key.did, next);
    const first = await send(key, rotation, 'rotate-1');
    const again = await send(key, rotation, 'rotate-1');
    expect([first.status, again.status, again.text, again.headers['idempotency-replayed']]).toEqual([
      200,
      200,
      first.text,
      'true',
    ]);
    const anew = await rotate(key, next);
    expect([anew.status, anew.json['did'], anew.json['role']]).toEqual([200, next.did, 'builder']);
    expect((await rotate(key, createKey())).json['code']).toBe('key_revoked');
  });

  it('has its shares handed over by the engine; while that is away, it asks again', async () => {
    const [key, next] = [await gateway.addKey('guest'), createKey()];
    const { answer } = gateway.engine;
    gateway.engine.answer = (_call, response) => void response.writeHead(503).end();
    const first = await rotate(key, next);
    expect([first.status, first.json['code']]).toEqual([503, 'engine_unreachable']);
    gateway.engine.answer = answer;
    expect((await me(next)).json['role']).toBe('guest');
    const before = gateway.engine.calls.length;
    expect((await rotate(key, next)).status).toBe(200);
    expect(gateway.engine.calls.slice(before)).toMatchObject([
      {
        method: 'POST',
        target: '/v1/shares/hand-over',
        caller: { actor: key.did, role: 'guest' },
        body: JSON.stringify({ to: next.did }),
      },
    ]);
    const direct = await gateway.call({ key: next, method: 'POST', target: '/v1/shares/hand-over', body: { to: key.did } });
    expect(direct.json['code']).toBe('not_found');
  });

  it('is replaced by one of two that ask at the same time', async () => {
    const key = await gateway.addKey('viewer');
    const nexts = [createKey(), createKey(), createKey()];
    const answers = await Promise.all(nexts.map((next) => rotate(key, next)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    const known = await Promise.all(nexts.map(async (next) => (await me(next)).status));
    expect(known.sort()).toEqual([200, 401, 401]);
  });

  it('loses its streams and its tickets', async () => {
    const [key, next] = [await gateway.addKey('viewer'), createKey()];
    const ticketOf = async () => {
      const answer = await gateway.call({ key, method: 'POST', target: '/v1/tickets' });
      return `ws://${gateway.authority}/v1/stream?ticket=${String(answer.json['ticket'])}`;
    };
    const stream = new WebSocket(await ticketOf());
    await new Promise((resolve) => stream.once('message', resolve));
    const unused = await ticketOf();
    const ended = new Promise((resolve) => stream.once('close', resolve));
    expect((await rotate(key, next)).status).toBe(200);
    expect(await ended).toBe(1008);
    const late = new WebSocket(unused);
    const refused = await new Promise((resolve) => late.once('unexpected-response', (_, { statusCode }) => resolve(statusCode)));
    expect(refused).toBe(401);
    late.on('error', () => {});
    late.terminate();
  });
});

describe('a replacement is refused', () => {
  const small = `did:key:z${base58.encode(Uint8Array.of(0xed, 0x01, 1, ...new Uint8Array(31)))}`;

  it.each<[string, string, (key: TestKey, next: TestKey) => Promise<unknown>]>([
    ['by a new key that did not sign', 'statement_invalid', async (key, next) => statement(key.did, { ...next, sign: key.sign })],
    [
      'for another key than the one that signs the request',
      'statement_invalid',
      async (_key, next) => statement(gateway.owner.did, next),
    ],
    ['by itself', 'statement_invalid', async (key) => statement(key.did, key)],
    [
      'meant for another gateway',
      'statement_invalid',
      async (key, next) => statement(key.did, next, { audience: 'elsewhere.example' }),
    ],
    ['that expired', 'statement_invalid', async (key, next) => statement(key.did, next, { now: Date.now() - 306_000 })],
    [
      'that is good for too long',
      'statement_invalid',
      async (key, next) => statement(key.did, next, { now: Date.now() + 60_000 }),
    ],
    [
      'that was altered',
      'statement_invalid',
      async (key, next) => ({ ...(await statement(key.did, next)), nonce: 'x'.repeat(22) }),
    ],
    ['with a short nonce', 'statement_invalid', async (key, next) => ({ ...(await statement(key.did, next)), nonce: 'x' })],
    ['by a key of small order', 'key_invalid', async (key, next) => ({ ...(await statement(key.did, next)), to: small })],
    ['by a key that is registered', 'conflict', async (key) => statement(key.did, gateway.owner)],
    ['by a key of this machine', 'conflict', async (key) => statement(key.did, gateway.local)],
    ['without a statement', 'request_invalid', async () => undefined],
  ])('%s', async (_what, code, make) => {
    const [key, next] = [await gateway.addKey('operator'), createKey()];
    const answer = await send(key, await make(key, next));
    expect(answer.json['code']).toBe(code);
    expect((await me(key)).json['role']).toBe('operator');
    expect((await me(next)).json['code']).toBe('key_unknown');
  });

  it('by a key that was revoked, and for one', async () => {
    const [key, gone] = [await gateway.addKey('viewer'), await gateway.addKey('viewer')];
    await gateway.call({ key: gateway.owner, method: 'DELETE', target: `/v1/keys/${gone.did}` });
    expect((await rotate(key, gone)).json['code']).toBe('conflict');
    expect((await rotate(gone, createKey())).json['code']).toBe('key_revoked');
  });
});

describe('a key of this machine', () => {
  it('can be replaced, and stays revoked whatever the settings say', async () => {
    const next = createKey();
    const answer = await rotate(gateway.local, next);
    expect([answer.status, answer.json['role']]).toEqual([200, 'admin']);
    await gateway.restart();
    expect((await me(gateway.local)).json['code']).toBe('key_revoked');
    expect((await me(next)).json).toMatchObject({ role: 'admin', name: 'this machine' });
    expect((await listed(gateway.owner)).find(({ did }) => did === gateway.local.did)?.replacedBy).toBe(next.did);
  });
});
