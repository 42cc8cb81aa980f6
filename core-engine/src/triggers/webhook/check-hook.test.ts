import { createHmac } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { checkHook } from './check-hook.ts';
import type { HookRequest } from './hook-request.ts';
import type { HookProtection } from './hook-trigger.ts';

const KEY = Buffer.from('a signing key of some length');
const secrets = new Map([
  ['TOKEN', 't0ken-0123456789\n'],
  ['SIGNING', `whsec_${KEY.toString('base64')}`],
  ['NOT_BASE64', 'whsec_***'],
  ['BLANK', ' '],
]);
const vault = {
  reveal: async (name: string) => {
    const value = secrets.get(name);
    return value === undefined ? undefined : { value };
  },
};

async function refusal(protection: HookProtection, request: Partial<HookRequest>): Promise<string | undefined> {
  try {
    await checkHook(protection, { method: 'POST', path: 'x', query: '', headers: {}, body: new Uint8Array(), ...request }, vault);
    return undefined;
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    expect(error.code).toBe('hook_unauthorized');
    expect(error.detail).not.toMatch(/t0ken|whsec_[a-zA-Z]/);
    return error.detail;
  }
}

describe('a hook without protection', () => {
  it('lets everybody in', async () => {
    expect(await refusal({ kind: 'none' }, {})).toBeUndefined();
  });
});

describe('a bearer hook', () => {
  const bearer: HookProtection = { kind: 'bearer', secret: 'TOKEN' };

  it('takes the token, in any spelling of the scheme', async () => {
    expect(await refusal(bearer, { headers: { authorization: 'Bearer t0ken-0123456789' } })).toBeUndefined();
    expect(await refusal(bearer, { headers: { authorization: 'bearer  t0ken-0123456789' } })).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Basic t0ken-0123456789',
    'Bearer t0ken',
    'Bearer t0ken-0123456789x',
    'Bearer T0KEN-0123456789',
    'Bearer a b',
    't0ken-0123456789',
  ])('refuses %j', async (authorization) => {
    expect(await refusal(bearer, { headers: { authorization } })).toContain('token');
  });

  it('lets nobody in while its secret is missing or blank', async () => {
    for (const secret of ['NOPE', 'BLANK', '']) {
      expect(await refusal({ kind: 'bearer', secret }, { headers: { authorization: 'Bearer ' } })).toContain('does not exist');
    }
  });
});

describe('a Standard Webhooks hook', () => {
  const protection: HookProtection = { kind: 'standard-webhooks', secret: 'SIGNING' };
  const now = () => Math.floor(Date.now() / 1000);
  const sign = (body: string | Uint8Array, at = now(), id = 'msg_1', key = KEY) => {
    const mac = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64');
    return { 'webhook-id': id, 'webhook-timestamp': String(at), 'webhook-signature': `v1,${mac}` };
  };
  const body = Buffer.from('{"type":"order.created","ü":1}');

  it('takes a good signature, among several too', async () => {
    expect(await refusal(protection, { headers: sign(body), body })).toBeUndefined();
    const headers = sign(body);
    expect(
      await refusal(protection, {
        headers: { ...headers, 'webhook-signature': `v2,x v1,AAAA ${headers['webhook-signature']}` },
        body,
      }),
    ).toBeUndefined();
  });

  it.each([
    ['another body', { headers: sign('{}'), body }],
    ['another key', { headers: sign(body, now(), 'msg_1', Buffer.from('other')), body }],
    ['another id', { headers: { ...sign(body), 'webhook-id': 'msg_2' }, body }],
    ['another time', { headers: { ...sign(body), 'webhook-timestamp': String(now() - 1) }, body }],
    ['an old message', { headers: sign(body, now() - 301), body }],
    ['a message from the future', { headers: sign(body, now() + 310), body }],
    ['a timestamp that is none', { headers: { ...sign(body), 'webhook-timestamp': 'soon' }, body }],
    [
      'another version of the scheme',
      { headers: { ...sign(body), 'webhook-signature': sign(body)['webhook-signature'].replace('v1', 'v1a') }, body },
    ],
    ['a signature without a value', { headers: { ...sign(body), 'webhook-signature': 'v1' }, body }],
    ['a body that is not UTF-8, signed as what it would decode to', { headers: sign('\ufffd'), body: Uint8Array.from([0xff]) }],
  ])('refuses %s', async (_, request) => {
    expect(await refusal(protection, request)).toContain('signature is wrong');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses a call without %s', async (name) => {
    expect(await refusal(protection, { headers: { ...sign(body), [name]: undefined }, body })).toContain('lacks');
  });

  it('lets nobody in while its secret is no key', async () => {
    expect(await refusal({ kind: 'standard-webhooks', secret: 'NOT_BASE64' }, { headers: sign(body), body })).toContain(
      'no Standard Webhooks key',
    );
  });
});

describe('a signed hook', () => {
  it('takes the keys that it names, as the gateway found them', async () => {
    const protection: HookProtection = { kind: 'signed', allow: ['did:key:a'] };
    expect(await refusal(protection, { actor: 'did:key:a' })).toBeUndefined();
    expect(await refusal(protection, { actor: 'did:key:b' })).toContain('not one that may call');
    expect(await refusal(protection, {})).toContain('not signed');
    expect(await refusal(protection, { headers: { 'x-actor': 'did:key:a', authorization: 'did:key:a' } })).toContain(
      'not signed',
    );
  });

  it('takes every registered key when it names none', async () => {
    expect(await refusal({ kind: 'signed', allow: [] }, { actor: 'did:key:any', isRegistered: true })).toBeUndefined();
    expect(await refusal({ kind: 'signed', allow: [] }, {})).toContain('not signed');
  });

  it('says what is wrong with a signature', async () => {
    expect(await refusal({ kind: 'signed', allow: [] }, { signatureFault: 'signature_replayed' })).toContain(
      'signature_replayed',
    );
  });

  it('takes no key that somebody has just made when it names none', async () => {
    expect(await refusal({ kind: 'signed', allow: [] }, { actor: 'did:key:fresh', isRegistered: false })).toContain(
      'not registered here',
    );
    expect(await refusal({ kind: 'signed', allow: ['did:key:fresh'] }, { actor: 'did:key:fresh' })).toBeUndefined();
  });
});
