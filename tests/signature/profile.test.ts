import { randomBytes } from 'node:crypto';
import { base58 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentDigest, createNonce } from '../../protocol/src/signing/index.ts';
import { createKey, type TestKey } from '../gateway/lib/keys.ts';
import { type Answer, send } from '../gateway/lib/send.ts';
import { startTestGateway, type TestGateway } from '../gateway/lib/test-gateway.ts';

/**
 * The profile of request signatures against the real gateway over HTTP. Each test breaks one rule, with a signature that is otherwise
 * right, and names the code that it must be refused with.
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const body = new TextEncoder().encode('{"did":"x","role":"viewer","name":"x"}');
const components = ['@method', '@authority', '@path', '@query', 'content-type', 'content-digest', 'idempotency-key'];

interface Forgery {
  /** What is signed. */
  readonly key?: TestKey;
  readonly keyid?: string;
  readonly components?: readonly string[];
  readonly authority?: string;
  readonly query?: string;
  readonly created?: number;
  readonly expires?: number;
  readonly nonce?: string;
  readonly tag?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly parameters?: (parameters: string) => string;
  /** What is sent in place of what was signed. */
  readonly sent?: {
    readonly method?: string;
    readonly target?: string;
    readonly body?: Uint8Array;
    readonly headers?: Record<string, string | string[] | undefined>;
  };
  readonly signatureInput?: (value: string) => string;
  readonly signature?: (value: string) => string;
}

/** A signed `POST /v1/validate`, by hand, so that every part of it can be wrong while the rest is right. */
async function forge(forgery: Forgery = {}): Promise<Answer> {
  const key = forgery.key ?? gateway.owner;
  const nowS = Math.floor(gateway.now() / 1000);
  const created = forgery.created ?? nowS;
  const covered: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'content-digest': contentDigest(body),
    'idempotency-key': createNonce(randomBytes(16)),
    ...forgery.headers,
  };
  const values: Record<string, string | undefined> = {
    '@method': 'POST',
    '@authority': forgery.authority ?? gateway.authority,
    '@path': '/v1/keys',
    '@query': forgery.query ?? '?',
    ...covered,
  };
  const list = forgery.components ?? components;
  const parameters = `;created=${created};expires=${forgery.expires ?? created + 60};nonce="${forgery.nonce ?? createNonce(randomBytes(16))}";keyid="${forgery.keyid ?? key.did}";tag="${forgery.tag ?? 'sluice/1'}"`;
  const input = `(${list.map((name) => `"${name}"`).join(' ')})${forgery.parameters?.(parameters) ?? parameters}`;
  const base = [...list.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${input}`].join('\n');
  const signature = Buffer.from(await key.sign(new TextEncoder().encode(base))).toString('base64');
  return send(gateway.origin, {
    method: forgery.sent?.method ?? 'POST',
    target: forgery.sent?.target ?? '/v1/keys',
    body: forgery.sent?.body ?? body,
    headers: {
      ...covered,
      'signature-input': (forgery.signatureInput ?? String)(`sluice=${input}`),
      signature: (forgery.signature ?? String)(`sluice=:${signature}:`),
      ...forgery.sent?.headers,
    },
  });
}

/** The code of the refusal; a request that passes the signature check reaches the endpoint, which refuses the did in its body. */
async function codeOf(forgery?: Forgery): Promise<unknown> {
  const { json } = await forge(forgery);
  return json['code'];
}
const passed = 'key_invalid';

describe('a request by the profile', () => {
  it('passes', async () => {
    const answer = await forge();
    expect([answer.status, answer.json['code']]).toEqual([400, passed]);
  });

  it('passes under every name that the gateway is configured with, and whatever Host says', async () => {
    expect(await codeOf({ authority: `localhost:${gateway.authority.split(':')[1]}` })).toBe(passed);
    expect(await codeOf({ sent: { headers: { host: 'evil.example' } } })).toBe(passed);
    expect(await codeOf({ sent: { headers: { 'x-forwarded-host': 'evil.example' } } })).toBe(passed);
  });

  it('has parameters in any order', async () => {
    expect(await codeOf({ parameters: (text) => text.split(/(?=;)/).reverse().join('') })).toBe(passed);
  });
});

describe('a request is refused', () => {
  const without = (name: string) => components.filter((component) => component !== name);

  it.each<[string, string, Forgery]>([
    [
      'a second label',
      'signature_label',
      { signatureInput: (value) => `${value}, sig2=${value.slice(7)}`, signature: (value) => `${value}, sig2=${value.slice(7)}` },
    ],
    [
      'a second label in Signature-Input only',
      'signature_label',
      { signatureInput: (value) => `${value}, sig2=${value.slice(7)}` },
    ],
    ['a second label in Signature only', 'signature_label', { signature: (value) => `${value}, sig2=${value.slice(7)}` }],
    ['the same label twice', 'signature_label', { signatureInput: (value) => `${value}, ${value}` }],
    [
      'another label',
      'signature_label',
      { signatureInput: (value) => `sig1=${value.slice(7)}`, signature: (value) => `sig1=${value.slice(7)}` },
    ],
    ['a header that is no structured field', 'signature_malformed', { signatureInput: (value) => `${value};` }],
    ['a signature that is no byte sequence', 'signature_malformed', { signature: () => 'sluice="abc"' }],
    ['a signature of 63 bytes', 'signature_malformed', { signature: () => `sluice=:${Buffer.alloc(63).toString('base64')}:` }],
    ...components.map((name): [string, string, Forgery] => [`no ${name}`, 'signature_components', { components: without(name) }]),
    ['an extra field', 'signature_components', { components: [...components, 'accept'], headers: { accept: 'text/plain' } }],
    ['an extra derived component', 'signature_components', { components: [...components, '@scheme'] }],
    ['two components changed about', 'signature_components', { components: ['@authority', '@method', ...components.slice(2)] }],
    ['a component twice', 'signature_components', { components: [...components, '@path'] }],
    [
      'a component twice in place of another',
      'signature_components',
      { components: ['@method', '@authority', '@path', '@path', ...components.slice(4)] },
    ],
    [
      'a component with a parameter',
      'signature_components',
      { parameters: (text) => text, signatureInput: (value) => value.replace('"@path"', '"@path";req') },
    ],
    [
      'a name in upper case',
      'signature_components',
      { components: [...components.slice(0, 4), 'Content-Type', ...components.slice(5)] },
    ],
    ['a grant that is not covered', 'signature_components', { sent: { headers: { 'sluice-grant': 'g' } } }],
    [
      'a covered grant, which this version does not take',
      'grant_unsupported',
      { components: [...components, 'sluice-grant'], headers: { 'sluice-grant': 'g' } },
    ],
    ['alg', 'signature_parameters', { parameters: (text) => `${text};alg="ed25519"` }],
    ['an unknown parameter', 'signature_parameters', { parameters: (text) => `${text};x="y"` }],
    ['no created', 'signature_parameters', { parameters: (text) => text.replace(/;created=\d+/, '') }],
    ['no expires', 'signature_parameters', { parameters: (text) => text.replace(/;expires=\d+/, '') }],
    ['no nonce', 'signature_parameters', { parameters: (text) => text.replace(/;nonce="[^"]*"/, '') }],
    ['no keyid', 'signature_parameters', { parameters: (text) => text.replace(/;keyid="[^"]*"/, '') }],
    ['no tag', 'signature_parameters', { parameters: (text) => text.replace(/;tag="[^"]*"/, '') }],
    ['another tag', 'signature_parameters', { tag: 'sluice/2' }],
    ['a keyid that is no did:key', 'signature_parameters', { keyid: 'test-key-ed25519' }],
    ['a nonce of 96 bits', 'signature_parameters', { nonce: randomBytes(12).toString('base64url') }],
    ['a nonce of 64 bits in hexadecimal', 'signature_parameters', { nonce: randomBytes(8).toString('hex') }],
    ['a parameter twice', 'signature_malformed', { parameters: (text) => `${text};tag="sluice/1"` }],
    ['a changed method', 'method_not_allowed', { sent: { method: 'DELETE' } }],
    ['a changed path', 'signature_invalid', { sent: { target: '/v1/tickets' } }],
    ['an added query', 'signature_invalid', { sent: { target: '/v1/keys?role=owner' } }],
    ['a removed query', 'signature_invalid', { query: '?role=owner' }],
    ['a changed body', 'signature_digest', { sent: { body: new TextEncoder().encode('{"did":"y","role":"owner","name":"x"}') } }],
    ['a removed body', 'signature_digest', { sent: { body: new Uint8Array() } }],
    [
      'a changed body with its own digest',
      'signature_invalid',
      { sent: { body: new Uint8Array(2), headers: { 'content-digest': contentDigest(new Uint8Array(2)) } } },
    ],
    ['a changed content type', 'signature_invalid', { sent: { headers: { 'content-type': 'application/json; charset=utf-8' } } }],
    ['a changed idempotency key', 'signature_invalid', { sent: { headers: { 'idempotency-key': 'another' } } }],
    ['another authority', 'signature_invalid', { authority: 'sluice.example' }],
    [
      'another authority that Host repeats',
      'signature_invalid',
      { authority: 'sluice.example', sent: { headers: { host: 'sluice.example' } } },
    ],
    [
      'another authority that a proxy says',
      'signature_invalid',
      {
        authority: 'sluice.example',
        sent: { headers: { 'x-forwarded-host': 'sluice.example', forwarded: 'host=sluice.example' } },
      },
    ],
    [
      'another digest algorithm',
      'signature_digest',
      { headers: { 'content-digest': `sha-512=:${randomBytes(64).toString('base64')}:` } },
    ],
    [
      'two digests',
      'signature_digest',
      { headers: { 'content-digest': `${contentDigest(body)}, sha-512=:${randomBytes(64).toString('base64')}:` } },
    ],
    ['a digest that is no byte sequence', 'signature_digest', { headers: { 'content-digest': 'sha-256=abc' } }],
    ['two idempotency keys', 'signature_components', { headers: { 'idempotency-key': 'a, b' } }],
    ['a key that nobody registered', 'key_unknown', { key: createKey() }],
  ])('with %s', async (_rule, code, forgery) => {
    expect(await codeOf(forgery)).toBe(code);
  });

  it('with a covered field that is not sent', async () => {
    for (const name of ['content-type', 'content-digest', 'idempotency-key']) {
      expect(await codeOf({ sent: { headers: { [name]: undefined } } })).toBe('signature_components');
    }
  });

  it('with another method on a path that has both', async () => {
    const change = { method: 'GET', target: '/v1/keys', body: new Uint8Array() };
    expect(await codeOf({ headers: { 'content-digest': contentDigest(new Uint8Array()) }, sent: change })).toBe(
      'signature_invalid',
    );
  });

  it('without a signature, and with half of one', async () => {
    expect(await codeOf({ sent: { headers: { signature: undefined, 'signature-input': undefined } } })).toBe('signature_missing');
    expect(await codeOf({ sent: { headers: { signature: undefined } } })).toBe('signature_malformed');
    expect(await codeOf({ sent: { headers: { 'signature-input': undefined } } })).toBe('signature_malformed');
  });

  it('when signed by another key than keyid names', async () => {
    expect(await codeOf({ key: createKey(), keyid: gateway.owner.did })).toBe('signature_invalid');
  });

  it('with a time that is off, and says what time it is', async () => {
    const nowS = Math.floor(Date.now() / 1000);
    expect(await codeOf({ created: nowS - 70, expires: nowS - 10 })).toBe('signature_expired');
    expect(await codeOf({ created: nowS + 20 })).toBe('signature_future');
    expect(await codeOf({ expires: nowS + 62 })).toBe('signature_lifetime');
    expect(await codeOf({ expires: nowS - 1 })).toBe('signature_lifetime');
    const { status, headers, json } = await forge({ created: nowS - 3600 });
    expect([status, headers['content-type']]).toEqual([401, 'application/problem+json']);
    expect(headers['accept-signature']).toMatch(/^sluice=\("@method" "@authority" /);
    expect(Math.abs(Date.parse(String(json['serverTime'])) - Date.now())).toBeLessThan(5000);
    expect(Math.abs(Date.parse(String(headers.date)) - Date.now())).toBeLessThan(5000);
    expect(json).toMatchObject({ code: 'signature_expired', status: 401, hint: expect.stringContaining('clock') as unknown });
  });

  it('with a key of small order, or one that is not canonical, whatever is signed', async () => {
    const didOf = (hex: string) => `did:key:z${base58.encode(Uint8Array.of(0xed, 0x01, ...Buffer.from(hex, 'hex')))}`;
    const small = didOf('0100000000000000000000000000000000000000000000000000000000000000');
    const nonCanonical = didOf('eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
    for (const keyid of [small, nonCanonical]) {
      // S = 0 and R = A: a signature that plain verification takes for every message under a key of order 1.
      const forged = Buffer.concat([Buffer.from(`01${'00'.repeat(31)}`, 'hex'), Buffer.alloc(32)]);
      expect(await codeOf({ keyid, signature: () => `sluice=:${forged.toString('base64')}:` })).toBe('key_invalid');
      const registered = await gateway.call({
        key: gateway.owner,
        method: 'POST',
        target: '/v1/keys',
        body: { did: keyid, role: 'viewer', name: 'x' },
      });
      expect([registered.status, registered.json['code']]).toEqual([400, 'key_invalid']);
    }
  });
});

describe('a nonce', () => {
  it('is good once', async () => {
    const nonce = createNonce(randomBytes(16));
    expect(await codeOf({ nonce })).toBe('key_invalid');
    expect(await codeOf({ nonce })).toBe('signature_replayed');
  });

  it('is good once for each key', async () => {
    const nonce = createNonce(randomBytes(16));
    const other = await gateway.addKey('admin');
    expect(await codeOf({ nonce })).toBe(passed);
    expect(await codeOf({ nonce, key: other })).toBe(passed);
  });

  it('is remembered over a restart', async () => {
    const nonce = createNonce(randomBytes(16));
    expect(await codeOf({ nonce })).toBe(passed);
    await gateway.restart();
    expect(await codeOf({ nonce })).toBe('signature_replayed');
  });

  it('lets one of fifty requests pass that come at the same time, on a read and on a change alike', async () => {
    const { owner } = gateway;
    const read = { key: owner, target: '/v1/workflows', nonce: createNonce(randomBytes(16)) };
    const reads = await Promise.all(Array.from({ length: 50 }, () => gateway.call(read)));
    expect(reads.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(reads.filter(({ json }) => json['code'] === 'signature_replayed')).toHaveLength(49);

    const before = gateway.engine.calls.length;
    const change = {
      key: owner,
      method: 'POST',
      target: '/v1/workflows/w/activate',
      body: {},
      nonce: createNonce(randomBytes(16)),
    };
    const changes = await Promise.all(
      Array.from({ length: 50 }, (_, index) => gateway.call({ ...change, idempotencyKey: `p-${index}` })),
    );
    expect(changes.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(changes.filter(({ json }) => json['code'] === 'signature_replayed')).toHaveLength(49);
    expect(gateway.engine.calls.length - before).toBe(1);
  });

  it('is not used up by a request that was refused before', async () => {
    const nonce = createNonce(randomBytes(16));
    expect(await codeOf({ nonce, sent: { body: new Uint8Array(3) } })).toBe('signature_digest');
    expect(await codeOf({ nonce })).toBe(passed);
  });

  it('cannot be used again after its signature has expired, though it is swept then', async () => {
    const nonce = createNonce(randomBytes(16));
    const created = Math.floor(Date.now() / 1000);
    expect(await codeOf({ nonce, created })).toBe(passed);
    gateway.now = () => Date.now() + 120_000;
    expect(await codeOf({ nonce, created })).toBe('signature_expired');
    gateway.now = Date.now;
  });
});
