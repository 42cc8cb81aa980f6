import { describe, expect, it } from 'vitest';
import { SluiceError } from '../errors/sluice-error.ts';
import { contentDigest } from './content-digest.ts';
import { didKeyOf } from './did-key.ts';
import { createSigner, publicKeyOfSeed, verifyEd25519 } from './node/ed25519.ts';
import { createNonce } from './nonce.ts';
import { acceptResponseSignature } from './request-profile.ts';
import { asksForSignedResponse, type ReceivedResponse, signResponse, verifyResponse } from './response-signature.ts';

const seed = new Uint8Array(32).fill(9);
const publicKey = publicKeyOfSeed(seed);
const did = didKeyOf(publicKey);
const body = contentDigest(new TextEncoder().encode('{"ok":true}'));
const request = {
  method: 'POST',
  path: '/mesh/v1/run',
  contentDigest: contentDigest(new Uint8Array(3)),
  nonce: createNonce(new Uint8Array(16)),
};

async function answer(): Promise<ReceivedResponse & { headers: Record<string, string> }> {
  return {
    request,
    status: 200,
    contentDigest: body,
    headers: await signResponse({ request, status: 200, contentDigest: body, keyid: did, sign: createSigner(seed), now: 1e12 }),
  };
}

function check(response: ReceivedResponse, signer = did): string {
  try {
    verifyResponse(response, { did: signer, publicKey, verify: verifyEd25519 });
    return 'accepted';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

describe('response signatures', () => {
  it('are asked for by one exact Accept-Signature, and another one is refused', () => {
    expect(acceptResponseSignature).toBe(
      'sluice=("@status" "content-digest" "@method";req "@path";req "content-digest";req);created;nonce;keyid;tag="sluice/1"',
    );
    expect(asksForSignedResponse(acceptResponseSignature)).toBe(true);
    expect(asksForSignedResponse(undefined)).toBe(false);
    for (const other of ['', 'sluice=("@status")', `${acceptResponseSignature}, sig2=("@status")`])
      expect(() => asksForSignedResponse(other)).toThrow('accept_signature_unsupported');
  });

  it('cover the components of the design, in its order', async () => {
    const { headers } = await answer();
    expect(headers['signature-input']).toContain(
      'sluice=("@status" "content-digest" "@method";req "@path";req "content-digest";req);created=',
    );
    expect(check({ ...(await answer()) })).toBe('accepted');
  });

  it('refuse another status, body, request, nonce or signer', async () => {
    const response = await answer();
    expect(check({ ...response, status: 201 })).toBe('signature_invalid');
    expect(check({ ...response, contentDigest: contentDigest(new Uint8Array()) })).toBe('signature_digest');
    expect(check({ ...response, request: { ...request, method: 'PUT' } })).toBe('signature_invalid');
    expect(check({ ...response, request: { ...request, path: '/' } })).toBe('signature_invalid');
    expect(check({ ...response, request: { ...request, contentDigest: body } })).toBe('signature_invalid');
    expect(check({ ...response, request: { ...request, nonce: 'another' } })).toBe('signature_parameters');
    expect(check(response, 'did:key:another')).toBe('signature_parameters');
  });

  it('refuse other components and parameters', async () => {
    const response = await answer();
    const altered = (from: string, to: string) => ({
      ...response,
      headers: { ...response.headers, 'signature-input': (response.headers['signature-input'] as string).replace(from, to) },
    });
    expect(check(altered('"@path";req', '"@path"'))).toBe('signature_components');
    expect(check(altered('"@status" ', ''))).toBe('signature_components');
    expect(check(altered(';tag', ';alg="ed25519";tag'))).toBe('signature_parameters');
    expect(check(altered('sluice=', 'other='))).toBe('signature_label');
  });
});
