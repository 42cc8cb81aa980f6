import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descriptor, type JsonObject, SluiceError } from '../../protocol/src/index.ts';
import {
  acceptResponseSignature,
  contentDigest,
  createNonce,
  publicKeyOf,
  type ReceivedResponse,
  type Signed,
  verifyResponse,
  verifyStatement,
} from '../../protocol/src/signing/index.ts';
import { verifyEd25519 } from '../../protocol/src/signing/node/index.ts';
import { createKey } from '../gateway/lib/keys.ts';
import { send } from '../gateway/lib/send.ts';
import { type SignedCall, startTestGateway, type TestGateway } from '../gateway/lib/test-gateway.ts';

/** Signatures on responses, against the real gateway over HTTP, checked by the code that callers use. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const bytes = (text: string) => new TextEncoder().encode(text);

/** Makes a call that asks for a signed answer, and gives that as `verifyResponse` takes it. */
async function ask(call: Omit<SignedCall, 'nonce' | 'headers'>): Promise<ReceivedResponse & { readonly text: string }> {
  const nonce = createNonce(randomBytes(16));
  const answer = await gateway.call({ ...call, nonce, headers: { 'accept-signature': acceptResponseSignature } });
  const sent = call.body === undefined ? '' : JSON.stringify(call.body);
  const [path = ''] = call.target.split('?');
  return {
    request: { method: call.method ?? 'GET', path, contentDigest: contentDigest(bytes(sent)), nonce },
    status: answer.status,
    headers: answer.headers as Record<string, string | undefined>,
    contentDigest: contentDigest(bytes(answer.text)),
    text: answer.text,
  };
}

function check(response: ReceivedResponse, signer = gateway.key.did): string {
  try {
    verifyResponse(response, { did: signer, publicKey: publicKeyOf(signer), verify: verifyEd25519 });
    return 'accepted';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

describe('a response', () => {
  it('is signed when the request asks for it: by the gateway itself, by the engine, with and without a body', async () => {
    const key = createKey();
    const calls: Omit<SignedCall, 'nonce'>[] = [
      { key: gateway.owner, target: '/v1/me' },
      { key: gateway.owner, target: '/v1/workflows?limit=5' },
      { key: gateway.owner, method: 'POST', target: '/v1/workflows/w/run', body: {} },
      { key: gateway.owner, method: 'POST', target: '/v1/keys', body: { did: key.did, role: 'viewer', name: 'x' } },
      { key: gateway.owner, method: 'DELETE', target: `/v1/keys/${key.did}` },
    ];
    const seen: [number, string][] = [];
    for (const call of calls) {
      const response = await ask(call);
      seen.push([response.status, check(response)]);
    }
    expect(seen).toEqual([200, 200, 200, 201, 204].map((status) => [status, 'accepted']));
  });

  it('is signed when it is a refusal of a request whose signature was good', async () => {
    const viewer = await gateway.addKey('viewer');
    const refusals: [Omit<SignedCall, 'nonce'>, string][] = [
      [{ key: viewer, target: '/v1/keys' }, 'role_insufficient'],
      [{ key: gateway.owner, target: '/v1/keys?x=1' }, 'request_invalid'],
      [{ key: gateway.owner, method: 'POST', target: '/v1/keys', body: { did: 'x', role: 'viewer', name: 'x' } }, 'key_invalid'],
    ];
    for (const [call, code] of refusals) {
      const response = await ask(call);
      expect([JSON.parse(response.text).code, check(response)]).toEqual([code, 'accepted']);
    }
  });

  it('is signed anew for a request that is sent again with another nonce', async () => {
    const call = { key: gateway.owner, method: 'POST', target: '/v1/workflows/w/run', body: {}, idempotencyKey: 'again-1' };
    const [first, second] = [await ask(call), await ask(call)];
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect([second.text, check(first), check(second)]).toEqual([first.text, 'accepted', 'accepted']);
    expect(check({ ...second, headers: first.headers })).toBe('signature_parameters');
  });

  it('is not signed when nobody asked, and not for a request whose signature is not good', async () => {
    const plain = await gateway.call({ key: gateway.owner, target: '/v1/me' });
    expect([plain.headers['signature'], plain.headers['signature-input'], plain.headers['content-digest']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (const response of [
      await ask({ key: createKey(), target: '/v1/me' }),
      await ask({ key: { ...gateway.owner, sign: createKey().sign }, target: '/v1/me' }),
    ]) {
      expect([response.status, response.headers['signature']]).toEqual([401, undefined]);
      expect(check(response)).toBe('signature_missing');
    }
  });

  it('is refused before anything is done when another signature is asked for', async () => {
    const before = gateway.engine.calls.length;
    const answer = await gateway.call({
      key: gateway.owner,
      method: 'POST',
      target: '/v1/workflows/w/run',
      body: {},
      headers: { 'accept-signature': 'sluice=("@status");created;keyid;tag="sluice/1"' },
    });
    expect([answer.status, answer.json['code']]).toEqual([400, 'accept_signature_unsupported']);
    expect(gateway.engine.calls.length).toBe(before);
  });

  it('does not verify when any part of it, of its request or of its signer is another', async () => {
    const response = await ask({ key: gateway.owner, method: 'POST', target: '/v1/workflows/w/run', body: {} });
    const { request, headers } = response;
    const other = contentDigest(bytes('other'));
    const input = headers['signature-input'] ?? '';
    const broken: [string, ReceivedResponse][] = [
      ['signature_invalid', { ...response, status: 201 }],
      ['signature_digest', { ...response, contentDigest: other }],
      ['signature_invalid', { ...response, contentDigest: other, headers: { ...headers, 'content-digest': other } }],
      ['signature_invalid', { ...response, request: { ...request, method: 'PUT' } }],
      ['signature_invalid', { ...response, request: { ...request, path: '/v1/workflows/v/run' } }],
      ['signature_invalid', { ...response, request: { ...request, contentDigest: other } }],
      ['signature_parameters', { ...response, request: { ...request, nonce: createNonce(randomBytes(16)) } }],
      [
        'signature_invalid',
        { ...response, headers: { ...headers, 'signature-input': input.replace(/created=\d+/, 'created=1') } },
      ],
      ['signature_missing', { ...response, headers: {} }],
    ];
    expect(check(response)).toBe('accepted');
    for (const [code, altered] of broken) expect(check(altered)).toBe(code);
    expect(check(response, createKey().did)).toBe('signature_parameters');
    const forger = createKey();
    const claimsToBe = { ...headers, 'signature-input': input.replace(gateway.key.did, forger.did) };
    expect(check({ ...response, headers: claimsToBe }, forger.did)).toBe('signature_invalid');
  });
});

describe('/.well-known/sluice', () => {
  it('says to anybody who gateway and engine are, signed by the key that signs responses', async () => {
    const answer = await send(gateway.origin, { target: '/.well-known/sluice' });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
    const said = descriptor.parse(answer.json);
    expect([said.gateway, said.engine, said.url]).toEqual([gateway.key.did, gateway.engine.key.did, gateway.origin]);
    expect(Date.parse(said.expiresAt)).toBeGreaterThan(Date.now());
    const options = {
      type: 'sluice-descriptor',
      keyid: said.gateway,
      publicKey: publicKeyOf(said.gateway),
      verify: verifyEd25519,
    } as const;
    const signed = answer.json as Signed<JsonObject>;
    expect(() => verifyStatement(signed, options)).not.toThrow();
    expect(() => verifyStatement({ ...signed, url: 'https://evil.example' }, options)).toThrow('statement_invalid');
  });

  it('is all there is in that folder', async () => {
    const answer = await send(gateway.origin, { target: '/.well-known/other' });
    expect([answer.status, answer.json['code']]).toEqual([404, 'not_found']);
  });
});
