import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createKey, type TestKey } from './lib/keys.ts';
import { send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

const keyPath = (did: string) => `/v1/keys/${encodeURIComponent(did)}`;
/** The point 1, of order 1 (RFC 8032 section 5.1). */
const SMALL_ORDER_KEY = 'did:key:z6MkeXATEjyXENzBXBxgC5EHk2JE5aqd7qMGGtDpLUH1e2Sj';

describe('claiming', () => {
  let gateway: TestGateway;
  beforeEach(async () => {
    gateway = await startTestGateway({ claims: false });
  });
  afterEach(() => gateway.close());

  const tokenOf = (url: string | undefined) => new URL(url ?? '').hash.slice(1);
  const claim = (token: string, key = gateway.owner) =>
    gateway.call({ key, method: 'POST', target: '/v1/claim', body: { token, name: 'Ada' } });

  it('makes the first key owner, once', async () => {
    expect(gateway.claimUrl).toMatch(new RegExp(`^${gateway.origin}/claim#[A-Za-z0-9_-]{43}$`));
    expect((await send(gateway.origin, { target: '/v1/claim' })).json).toEqual({ claimed: false });
    const token = tokenOf(gateway.claimUrl);
    const answer = await claim(token);
    expect([answer.status, answer.json['role'], answer.json['name'], answer.json['did']]).toEqual([
      201,
      'owner',
      'Ada',
      gateway.owner.did,
    ]);
    expect((await send(gateway.origin, { target: '/v1/claim' })).json).toEqual({ claimed: true });
    expect((await claim(token, createKey())).json['code']).toBe('claim_invalid');
    expect((await gateway.call({ key: gateway.owner, target: '/v1/me' })).json).toMatchObject({ role: 'owner', name: 'Ada' });
  });

  it('lets one of two at the same time win', async () => {
    const token = tokenOf(gateway.claimUrl);
    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(token, createKey())));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 403)]);
    const keys = await gateway.call({ key: gateway.local, target: '/v1/keys' });
    expect((keys.json['items'] as { role: string }[]).filter(({ role }) => role === 'owner')).toHaveLength(1);
  });

  it('gives a new link with every start until there is an owner, and the old one is void', async () => {
    const first = tokenOf(gateway.claimUrl);
    await gateway.restart();
    expect((await claim(first)).json['code']).toBe('claim_invalid');
    expect((await claim(tokenOf(gateway.claimUrl))).status).toBe(201);
    await gateway.restart();
    expect(gateway.claimUrl).toBeUndefined();
  });

  it('needs the token and a signature', async () => {
    expect((await claim('wrong')).json['code']).toBe('claim_invalid');
    const unsigned = await send(gateway.origin, {
      method: 'POST',
      target: '/v1/claim',
      body: new TextEncoder().encode('{"token":"x","name":"x"}'),
    });
    expect([unsigned.status, unsigned.json['code']]).toEqual([401, 'signature_missing']);
  });

  it("makes the machine's own key owner too, though the settings call it admin, and keeps it so", async () => {
    expect((await claim(tokenOf(gateway.claimUrl), gateway.local)).json['role']).toBe('owner');
    await gateway.restart();
    const key = gateway.local;
    expect((await gateway.call({ key, target: '/v1/me' })).json).toMatchObject({ role: 'owner', name: 'Ada' });
    const { items } = (await gateway.call({ key, target: '/v1/keys' })).json as { items: unknown[] };
    expect(items).toMatchObject([{ did: key.did, role: 'owner' }]);
    const other = createKey();
    const more = { did: other.did, role: 'owner', name: 'Bob' };
    expect((await gateway.call({ key, method: 'POST', target: '/v1/keys', body: more })).status).toBe(201);
    expect((await gateway.call({ key: other, method: 'DELETE', target: keyPath(key.did) })).status).toBe(204);
    expect((await gateway.call({ key, target: '/v1/me' })).json['code']).toBe('key_revoked');
  });

  it('gives the same answer to a claim that is sent again', async () => {
    const token = tokenOf(gateway.claimUrl);
    const call = {
      key: gateway.owner,
      method: 'POST',
      target: '/v1/claim',
      body: { token, name: 'Ada' },
      idempotencyKey: 'claim-1',
    };
    const [first, second] = [await gateway.call(call), await gateway.call(call)];
    expect([first.status, second.status, second.text]).toEqual([201, 201, first.text]);
  });
});

describe('keys', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  it('of this machine have the role that the settings say, and are no owners', async () => {
    const me = await gateway.call({ key: gateway.local, target: '/v1/me' });
    expect(me.json).toMatchObject({ role: 'admin', name: 'this machine' });
    const change = await gateway.call({
      key: gateway.owner,
      method: 'PATCH',
      target: keyPath(gateway.local.did),
      body: { role: 'owner' },
    });
    expect(change.json['code']).toBe('conflict');
  });

  it('are registered once, with a role not above the own one', async () => {
    const admin = await gateway.addKey('admin');
    const key = createKey();
    const add = (by: typeof admin, role: string) =>
      gateway.call({ key: by, method: 'POST', target: '/v1/keys', body: { did: key.did, role, name: 'x' } });
    expect((await add(admin, 'owner')).json['code']).toBe('role_insufficient');
    expect((await add(await gateway.addKey('builder'), 'viewer')).json['code']).toBe('role_insufficient');
    expect((await add(admin, 'admin')).status).toBe(201);
    expect((await add(admin, 'admin')).json['code']).toBe('conflict');
    expect((await add(admin, 'emperor')).json).toMatchObject({ code: 'request_invalid', pointer: '/role' });
  });

  it('are not changed or revoked by a lower one, and not raised above the own role', async () => {
    const admin = await gateway.addKey('admin');
    const operator = await gateway.addKey('operator');
    const patch = (did: string, role: string) =>
      gateway.call({ key: admin, method: 'PATCH', target: keyPath(did), body: { role } });
    expect((await patch(gateway.owner.did, 'viewer')).json['code']).toBe('role_insufficient');
    expect((await gateway.call({ key: admin, method: 'DELETE', target: keyPath(gateway.owner.did) })).json['code']).toBe(
      'role_insufficient',
    );
    expect((await patch(operator.did, 'owner')).json['code']).toBe('role_insufficient');
    expect((await patch(operator.did, 'builder')).json['role']).toBe('builder');
    expect((await gateway.call({ key: operator, target: '/v1/me' })).json['role']).toBe('builder');
  });

  it('keep the last owner', async () => {
    const demote = await gateway.call({
      key: gateway.owner,
      method: 'PATCH',
      target: keyPath(gateway.owner.did),
      body: { role: 'admin' },
    });
    expect([demote.status, demote.json['code']]).toEqual([409, 'last_owner']);
    const revoke = await gateway.call({ key: gateway.owner, method: 'DELETE', target: keyPath(gateway.owner.did) });
    expect(revoke.json['code']).toBe('last_owner');
  });

  it('that were revoked are refused at once and for good', async () => {
    const key = await gateway.addKey('viewer');
    expect((await gateway.call({ key, target: '/v1/me' })).status).toBe(200);
    expect((await gateway.call({ key: gateway.owner, method: 'DELETE', target: keyPath(key.did) })).status).toBe(204);
    expect((await gateway.call({ key, target: '/v1/me' })).json['code']).toBe('key_revoked');
    const again = await gateway.call({
      key: gateway.owner,
      method: 'POST',
      target: '/v1/keys',
      body: { did: key.did, role: 'viewer', name: 'x' },
    });
    expect(again.json['code']).toBe('conflict');
    await gateway.restart();
    expect((await gateway.call({ key, target: '/v1/me' })).json['code']).toBe('key_revoked');
    expect((await gateway.call({ key: gateway.owner, method: 'DELETE', target: keyPath(key.did) })).json['code']).toBe(
      'not_found',
    );
  });

  it('of this machine can be revoked, too', async () => {
    const other = await startTestGateway();
    expect((await other.call({ key: other.owner, method: 'DELETE', target: keyPath(other.local.did) })).status).toBe(204);
    expect((await other.call({ key: other.local, target: '/v1/me' })).json['code']).toBe('key_revoked');
    const { items } = (await other.call({ key: other.owner, target: '/v1/keys' })).json as {
      items: { did: string; revokedAt: string | null }[];
    };
    expect(items.find(({ did }) => did === other.local.did)?.revokedAt).not.toBeNull();
    await other.close();
  });

  it('may do what their role may, and the role goes to the engine signed', async () => {
    const viewer = await gateway.addKey('viewer');
    expect((await gateway.call({ key: viewer, target: '/v1/workflows' })).json).toMatchObject({
      caller: { actor: viewer.did, role: 'viewer', outcome: 'verified' },
    });
    const pause = { method: 'POST', target: '/v1/executions/e/pause', body: {} };
    const refused = await gateway.call({ key: viewer, ...pause });
    expect([refused.status, refused.json['code']]).toEqual([403, 'role_insufficient']);
    const operator = await gateway.addKey('operator');
    expect((await gateway.call({ key: operator, ...pause })).status).toBe(200);
  });

  it('may ask the engine for what a share may give them, which is for the engine to say', async () => {
    const viewer = await gateway.addKey('viewer');
    const { json } = await gateway.call({ key: viewer, method: 'POST', target: '/v1/workflows/w/run', body: {} });
    expect(json).toMatchObject({ caller: { actor: viewer.did, role: 'viewer' } });
  });
});

describe('a guest', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  const opening = { method: 'POST', target: '/v1/shares/redeem', body: { secret: 's'.repeat(43), name: 'Gwen' } };
  const shareWith = (did: string) => ({
    method: 'POST',
    target: '/v1/workflows/w/shares',
    body: { to: { kind: 'principal', did }, rights: 'view', note: 'For Gwen' },
  });
  const meOf = async (key: TestKey) => (await gateway.call({ key, target: '/v1/me' })).json;

  it('is who opens a link that the engine knows, and nobody else', async () => {
    const key = createKey();
    gateway.engine.answer = (_, response) => void response.writeHead(403, { 'content-type': 'application/json' }).end('{}');
    expect((await gateway.call({ key, ...opening })).status).toBe(403);
    expect((await meOf(key))['code']).toBe('key_unknown');
    gateway.engine.answer = (call, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ caller: call.caller }));
    const opened = await gateway.call({ key, ...opening });
    expect(opened.json).toMatchObject({ caller: { actor: key.did, role: 'guest', outcome: 'verified' } });
    expect(await meOf(key)).toMatchObject({ role: 'guest', name: 'Gwen' });
    expect((await gateway.call({ key, target: '/v1/templates' })).json['code']).toBe('role_insufficient');
    expect((await gateway.call({ key, target: '/v1/workflows' })).json).toMatchObject({ caller: { role: 'guest' } });
  });

  it('is whom a workflow is shared with, unless the key is known; one that was revoked is refused', async () => {
    const key = createKey();
    await gateway.call({ key: gateway.owner, ...shareWith(key.did) });
    expect(await meOf(key)).toMatchObject({ role: 'guest', name: 'For Gwen' });
    const viewer = await gateway.addKey('viewer');
    await gateway.call({ key: gateway.owner, ...shareWith(viewer.did) });
    expect(await meOf(viewer)).toMatchObject({ role: 'viewer' });
    await gateway.call({ key: gateway.owner, method: 'DELETE', target: keyPath(key.did) });
    const calls = gateway.engine.calls.length;
    expect((await gateway.call({ key: gateway.owner, ...shareWith(key.did) })).json['code']).toBe('conflict');
    expect((await gateway.call({ key: gateway.owner, ...shareWith(SMALL_ORDER_KEY) })).json['code']).toBe('key_invalid');
    expect((await gateway.call({ key, ...opening })).json['code']).toBe('key_revoked');
    expect(gateway.engine.calls.length).toBe(calls);
  });
});
