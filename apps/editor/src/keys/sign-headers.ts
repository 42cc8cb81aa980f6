import { createNonce, type SignEd25519, signRequest } from '@sluice/protocol/signing';
import type { SignHeaders } from '../api/create-api.ts';

/**
 * A signer of requests by the profile `sluice/1` with one key. `authority` is the gateway's as the page was loaded from it
 * (`location.host`); every signature has a fresh 128-bit nonce.
 */
export function createSignHeaders(key: { did: string; sign: SignEd25519; authority: string }): SignHeaders {
  return (request, { idempotencyKey, nowMs }) => {
    const [path = '/', query] = splitTarget(request.target);
    return signRequest({
      method: request.method,
      authority: key.authority,
      path,
      ...(query === undefined ? {} : { query }),
      body: request.body,
      idempotencyKey,
      keyid: key.did,
      sign: key.sign,
      now: nowMs,
      nonce: createNonce(crypto.getRandomValues(new Uint8Array(16))),
    });
  };
}

function splitTarget(target: string): string[] {
  const at = target.indexOf('?');
  return at < 0 ? [target] : [target.slice(0, at), target.slice(at + 1)];
}
