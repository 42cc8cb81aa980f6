import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey, type TestKey } from './lib/keys.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
let viewer: TestKey;
let builder: TestKey;
let guest: TestKey;
beforeAll(async () => {
  gateway = await startTestGateway();
  viewer = await gateway.addKey('viewer');
  builder = await gateway.addKey('builder');
  guest = await gateway.addKey('guest');
});
afterAll(() => gateway.close());

const people = (key: TestKey, dids: readonly string[]) =>
  gateway.call({ key, target: `/v1/people?${new URLSearchParams({ dids: dids.join(',') })}` });

describe('the names of people', () => {
  it('are told to a viewer who has their keys: the name, nothing else, and of nobody who is not registered', async () => {
    const { status, json } = await people(viewer, [gateway.owner.did, builder.did, createKey().did]);
    expect([status, json]).toEqual([
      200,
      {
        items: [
          { did: gateway.owner.did, name: 'Owner' },
          { did: builder.did, name: 'builder' },
        ],
      },
    ]);
    expect(gateway.engine.calls.filter(({ target }) => target.startsWith('/v1/people'))).toEqual([]);
  });

  it('are told of those whose key was revoked, too: what they did is still there', async () => {
    const gone = await gateway.addKey('operator');
    await gateway.call({ key: gateway.owner, method: 'DELETE', target: `/v1/keys/${encodeURIComponent(gone.did)}` });
    expect((await people(viewer, [gone.did])).json['items']).toEqual([{ did: gone.did, name: 'operator' }]);
  });

  it('are told to a guest as far as the engine says that they are in sight, asked in the name of the guest', async () => {
    gateway.engine.answer = ({ body }, response) => {
      const [first] = (JSON.parse(body) as { dids: string[] }).dids;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ dids: [first] }));
    };
    const { json } = await people(guest, [builder.did, gateway.owner.did]);
    expect(json).toEqual({ items: [{ did: builder.did, name: 'builder' }] });
    const asked = gateway.engine.calls.at(-1);
    expect([asked?.method, asked?.target]).toEqual(['POST', '/v1/people/in-sight']);
    expect(asked?.caller).toMatchObject({ actor: guest.did, role: 'guest' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({ dids: [builder.did, gateway.owner.did] });
  });

  it('are told to nobody while the engine does not say which, and the engine is not asked from outside', async () => {
    gateway.engine.answer = (_, response) => void response.writeHead(500).end('{}');
    expect((await people(guest, [builder.did])).json['code']).toBe('engine_unreachable');
    const outside = { key: guest, method: 'POST', target: '/v1/people/in-sight', body: { dids: [] } };
    expect((await gateway.call(outside)).json['code']).toBe('not_found');
    expect((await people(createKey(), [builder.did])).json['code']).toBe('key_unknown');
  });

  it.each<[string, () => string[]]>([
    ['what is no key', () => [builder.did, 'Ada']],
    ['none', () => ['']],
    ['more than a hundred', () => Array.from({ length: 101 }, () => createKey().did)],
  ])('are not asked for %s', async (_, dids) => {
    expect((await people(viewer, dids())).json['code']).toBe('request_invalid');
  });
});
