import { base64 } from '@scure/base';
import nacl from 'tweetnacl';
import { describe, expect, it } from 'vitest';
import { SluiceError } from '../errors/sluice-error.ts';
import { checkContentDigest, contentDigest } from './content-digest.ts';
import { didKeyOf } from './did-key.ts';
import { createSigner, publicKeyOfSeed, verifyEd25519 } from './node/ed25519.ts';
import { createNonce, isLongNonce } from './nonce.ts';
import { signRequest } from './sign-request.ts';
import { type ReceivedRequest, readSignature, verifySignature } from './verify-request.ts';

const seed = new Uint8Array(32).fill(7);
const publicKey = publicKeyOfSeed(seed);
const did = didKeyOf(publicKey);
const now = 1_700_000_000_000;
const nowS = now / 1000;
const body = new TextEncoder().encode('{"a":1}');
const authority = 'sluice.example';
const nonce = createNonce(new Uint8Array(16).fill(1));

const components = '("@method" "@authority" "@path" "@query" "content-type" "content-digest" "idempotency-key")';
const parameters = `;created=${nowS};expires=${nowS + 60};nonce="${nonce}";keyid="${did}";tag="sluice/1"`;

/** Signs by hand whatever `Signature-Input` says, so that one rule at a time can be broken by a correct signature. */
async function forge(change: {
  components?: string;
  parameters?: string;
  headers?: Record<string, string | undefined>;
}): Promise<ReceivedRequest> {
  const list = change.components ?? components;
  const headers: Record<string, string | undefined> = {
    'content-type': 'application/json',
    'content-digest': contentDigest(body),
    'idempotency-key': 'k-1',
    ...change.headers,
  };
  const values: Record<string, string | undefined> = {
    '@method': 'POST',
    '@authority': authority,
    '@path': '/v1/x',
    '@query': '?',
    ...headers,
  };
  const lines = [...list.matchAll(/"([^"]+)"/g)].map(([identifier, name = '']) => `${identifier}: ${values[name]}`);
  const signed = `${list}${change.parameters ?? parameters}`;
  const base = [...lines, `"@signature-params": ${signed}`].join('\n');
  const signature = base64.encode(new Uint8Array(await createSigner(seed)(new TextEncoder().encode(base))));
  return {
    method: 'POST',
    path: '/v1/x',
    query: '',
    headers: { 'signature-input': `sluice=${signed}`, signature: `sluice=:${signature}:`, ...headers },
  };
}

function check(request: ReceivedRequest, at = now): string {
  try {
    const claimed = readSignature(request, { now: at });
    verifySignature(claimed, { publicKey, authorities: [authority], verify: verifyEd25519 });
    checkContentDigest(claimed.contentDigest, contentDigest(body));
    return 'accepted';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

describe('signRequest', () => {
  const request = { method: 'POST', authority, path: '/v1/x', body, idempotencyKey: 'k-1', keyid: did, now, nonce };

  it('makes what the profile accepts, by any implementation of Ed25519', async () => {
    const secret = nacl.sign.keyPair.fromSeed(seed).secretKey;
    for (const sign of [createSigner(seed), async (message: Uint8Array) => nacl.sign.detached(message, secret)]) {
      const headers = await signRequest({ ...request, sign });
      expect(check({ method: 'POST', path: '/v1/x', query: '', headers })).toBe('accepted');
      expect(headers).toEqual((await forge({})).headers);
    }
  });

  it('signs a query, a body that is not there, and a grant', async () => {
    const headers = await signRequest({
      ...request,
      query: '?a=b%20c',
      grant: 'g',
      body: new Uint8Array(),
      sign: createSigner(seed),
    });
    const claimed = readSignature({ method: 'POST', path: '/v1/x', query: 'a=b%20c', headers }, { now });
    verifySignature(claimed, { publicKey, authorities: [authority], verify: verifyEd25519 });
    checkContentDigest(claimed.contentDigest, contentDigest(new Uint8Array()));
    expect(claimed).toMatchObject({ did, nonce, grant: 'g', idempotencyKey: 'k-1', created: nowS, expires: nowS + 60 });
  });

  it('refuses to sign a component with a line break', async () => {
    await expect(signRequest({ ...request, path: '/v1\n"@query": ?', sign: createSigner(seed) })).rejects.toThrow(TypeError);
  });
});

describe('the profile sluice/1', () => {
  it.each<[string, string, Parameters<typeof forge>[0]]>([
    ['a missing component', 'signature_components', { components: components.replace('"@query" ', '') }],
    ['an extra component', 'signature_components', { components: components.replace(')', ' "date")'), headers: { date: 'now' } }],
    ['reordered components', 'signature_components', { components: components.replace('"@path" "@query"', '"@query" "@path"') }],
    ['a repeated component', 'signature_components', { components: components.replace('"@path"', '"@path" "@path"') }],
    ['a component with a parameter', 'signature_components', { components: components.replace('"@path"', '"@path";req') }],
    ['a component that is no text', 'signature_components', { components: components.replace('"@path"', 'path') }],
    ['a field that is covered and not sent', 'signature_components', { headers: { 'idempotency-key': undefined } }],
    ['a grant that is not covered', 'signature_components', { headers: { 'sluice-grant': 'g' } }],
    ['two idempotency keys', 'signature_components', { headers: { 'idempotency-key': 'a, b' } }],
    ['an algorithm', 'signature_parameters', { parameters: `${parameters};alg="ed25519"` }],
    ['an unknown parameter', 'signature_parameters', { parameters: `${parameters};x=1` }],
    ['no created', 'signature_parameters', { parameters: parameters.replace(/;created=\d+/, '') }],
    ['no expires', 'signature_parameters', { parameters: parameters.replace(/;expires=\d+/, '') }],
    ['no nonce', 'signature_parameters', { parameters: parameters.replace(/;nonce="[^"]*"/, '') }],
    ['no keyid', 'signature_parameters', { parameters: parameters.replace(/;keyid="[^"]*"/, '') }],
    ['no tag', 'signature_parameters', { parameters: parameters.replace(/;tag="[^"]*"/, '') }],
    ['another tag', 'signature_parameters', { parameters: parameters.replace('sluice/1', 'sluice/2') }],
    ['a tag that is a token', 'signature_parameters', { parameters: parameters.replace('"sluice/1"', 'sluice/1') }],
    ['a nonce of 126 bits', 'signature_parameters', { parameters: parameters.replace(nonce, nonce.slice(1)) }],
    ['a nonce of 124 bits in hexadecimal', 'signature_parameters', { parameters: parameters.replace(nonce, 'a'.repeat(31)) }],
    ['created as a text', 'signature_parameters', { parameters: parameters.replace(/created=(\d+)/, 'created="$1"') }],
    ['created as a decimal', 'signature_malformed', { parameters: parameters.replace(/created=(\d+)/, 'created=$1.0') }],
    ['a parameter twice', 'signature_malformed', { parameters: `${parameters};tag="sluice/1"` }],
    ['a lifetime of 61 s', 'signature_lifetime', { parameters: parameters.replace(/expires=\d+/, `expires=${nowS + 61}`) }],
    ['an end before the start', 'signature_lifetime', { parameters: parameters.replace(/expires=\d+/, `expires=${nowS - 1}`) }],
    [
      'another digest algorithm',
      'signature_digest',
      { headers: { 'content-digest': `sha-512=:${base64.encode(new Uint8Array(64))}:` } },
    ],
    [
      'two digests',
      'signature_digest',
      { headers: { 'content-digest': `${contentDigest(body)}, sha-512=:${base64.encode(new Uint8Array(64))}:` } },
    ],
    ['a digest of other bytes', 'signature_digest', { headers: { 'content-digest': contentDigest(new Uint8Array(1)) } }],
    ['a digest with a parameter', 'signature_digest', { headers: { 'content-digest': `${contentDigest(body)};x` } }],
  ])('refuses %s', async (_rule, code, change) => {
    expect(check(await forge({}))).toBe('accepted');
    expect(check(await forge(change))).toBe(code);
  });

  it.each<[string, string, (text: string) => string]>([
    ['a second label', 'signature_label', (text) => `${text}, other=${text.slice('sluice='.length)}`],
    ['another label', 'signature_label', (text) => text.replace('sluice', 'sig1')],
    ['the label twice', 'signature_label', (text) => `${text}, ${text}`],
    ['no member', 'signature_label', () => ''],
    ['a text that is no dictionary', 'signature_malformed', (text) => `;${text}`],
    ['spaces that do not belong there', 'signature_malformed', (text) => `${text} `],
  ])('refuses %s in either header', async (_rule, code, change) => {
    for (const field of ['signature-input', 'signature']) {
      const request = await forge({});
      expect(check({ ...request, headers: { ...request.headers, [field]: change(request.headers[field] as string) } })).toBe(
        code,
      );
    }
  });

  it('refuses a request without signature, with one of two headers, and with a signature that is not 64 bytes', async () => {
    const { headers, ...request } = await forge({});
    const { signature, 'signature-input': input, ...others } = headers;
    expect(check({ ...request, headers: others })).toBe('signature_missing');
    expect(check({ ...request, headers: { ...others, signature } })).toBe('signature_malformed');
    expect(check({ ...request, headers: { ...others, 'signature-input': input } })).toBe('signature_malformed');
    expect(check({ ...request, headers: { ...headers, signature: 'sluice=:AAAA:' } })).toBe('signature_malformed');
    expect(check({ ...request, headers: { ...headers, signature: 'sluice=("a")' } })).toBe('signature_malformed');
    expect(check({ ...request, headers: { ...headers, 'signature-input': 'sluice=1' } })).toBe('signature_malformed');
  });

  it('refuses a change of anything that is covered', async () => {
    const request = await forge({});
    const { headers } = request;
    expect(check({ ...request, method: 'PUT' })).toBe('signature_invalid');
    expect(check({ ...request, path: '/v1/y' })).toBe('signature_invalid');
    expect(check({ ...request, query: '?a' })).toBe('signature_invalid');
    expect(check({ ...request, headers: { ...headers, 'content-type': 'text/plain' } })).toBe('signature_invalid');
    expect(check({ ...request, headers: { ...headers, 'idempotency-key': 'k-2' } })).toBe('signature_invalid');
    expect(check({ ...request, headers: { ...headers, 'content-digest': contentDigest(new Uint8Array(1)) } })).toBe(
      'signature_invalid',
    );
  });

  it('takes every authority that is configured and no other', async () => {
    const claimed = readSignature(await forge({}), { now });
    const verify = (authorities: string[]) => () => verifySignature(claimed, { publicKey, authorities, verify: verifyEd25519 });
    expect(verify(['localhost:4700', authority])).not.toThrow();
    expect(verify(['localhost:4700'])).toThrow(/signature_invalid/);
    expect(verify([])).toThrow(/signature_invalid/);
  });

  it('allows a clock to be off by 5 s, and no more', async () => {
    const request = await forge({});
    expect(check(request, now - 5000)).toBe('accepted');
    expect(check(request, now - 6000)).toBe('signature_future');
    expect(check(request, now + 65_000)).toBe('accepted');
    expect(check(request, now + 66_000)).toBe('signature_expired');
  });
});

describe('nonces', () => {
  it('are judged by the bits that they can hold', () => {
    expect(isLongNonce(createNonce(new Uint8Array(16).fill(201)))).toBe(true);
    expect(isLongNonce('0123456789abcdef0123456789abcdef')).toBe(true);
    expect(isLongNonce('9f86d081-884c-4d63-a159-6c1b2a7a3b0c')).toBe(true);
    expect(isLongNonce('xvB1+mFUT/q0B9Gk3RmZlw==')).toBe(true);
    expect(isLongNonce('0123456789abcdef0123456789abcde')).toBe(false);
    expect(isLongNonce('x'.repeat(257))).toBe(false);
    expect(isLongNonce('with a space in it and long')).toBe(false);
    expect(() => createNonce(new Uint8Array(15))).toThrow(RangeError);
  });
});
