import { SluiceError } from '../errors/sluice-error.ts';
import { checkContentDigestField } from './content-digest.ts';
import type { VerifyEd25519 } from './crypto-ports.ts';
import { isLongNonce } from './nonce.ts';
import { parseSignatureHeaders } from './parse-signature-headers.ts';
import {
  CLOCK_SKEW_S,
  grantedRequestComponents,
  MAX_SIGNATURE_LIFETIME_S,
  requestComponents,
  SIGNATURE_TAG,
} from './request-profile.ts';
import { type Component, type SignatureInput, signatureBase } from './signature-base.ts';

/** A request as it came in. Header names in lower case; several lines of one field joined by `, ` (RFC 9421 section 2.1). */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** A request whose signature keeps every rule of the profile that can be checked without a key, a body or a memory. */
export interface ClaimedSignature {
  /** Who says to have signed: a `did:key` that nobody has checked yet. */
  readonly did: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly idempotencyKey: string;
  /** The `Content-Digest` field: to be compared with the body by `checkContentDigest` before the body is parsed. */
  readonly contentDigest: string;
  /** The grant that the signature covers, if one was sent. */
  readonly grant: string | undefined;
  readonly signature: Uint8Array;
  readonly request: ReceivedRequest;
  readonly input: SignatureInput;
}

/**
 * Step one of the profile `sluice/1`, before any key is looked up: every rule on labels, components, parameters, times and
 * digest form. Step two is `verifySignature`; then come the body's digest and the nonce, which whoever verifies must remember.
 *
 * @param options.now ms since the epoch.
 * @throws SluiceError with one of the `signature_…` codes, each for its own rule.
 */
export function readSignature(request: ReceivedRequest, { now }: { now: number }): ClaimedSignature {
  const { headers } = request;
  const { input, signature } = parseSignatureHeaders(headers['signature-input'], headers['signature']);
  checkComponents(input.components, headers);
  const parameters = readParameters(input.parameters);
  checkTimes(parameters, now / 1000);
  const contentDigest = headers['content-digest'] ?? '';
  checkContentDigestField(contentDigest);
  const idempotencyKey = headers['idempotency-key'] ?? '';
  if (!/^[\x21-\x2b\x2d-\x7e]{1,255}$/.test(idempotencyKey)) {
    throw new SluiceError(
      'signature_components',
      'Idempotency-Key must be one value of 1 to 255 visible ASCII characters without a comma.',
    );
  }
  const { keyid: did, created, expires, nonce } = parameters;
  return {
    did,
    created,
    expires,
    nonce,
    idempotencyKey,
    contentDigest,
    grant: headers['sluice-grant'],
    signature,
    request,
    input,
  };
}

/**
 * Step two: the signature itself. `authorities` are the names that this gateway is configured with, the likeliest first; never a
 * name that only a header says.
 *
 * @param publicKey from the registry of keys, or from `publicKeyOf`, which refuse unacceptable ones.
 * @throws SluiceError `signature_invalid`.
 */
export function verifySignature(
  claimed: ClaimedSignature,
  { publicKey, authorities, verify }: { publicKey: Uint8Array; authorities: readonly string[]; verify: VerifyEd25519 },
): void {
  for (const authority of authorities) {
    const base = signatureBase({ ...claimed.request, authority }, claimed.input);
    if (base !== undefined && verify(publicKey, new TextEncoder().encode(base), claimed.signature)) return;
  }
  throw new SluiceError('signature_invalid', 'The signature does not fit the request and the key.', {
    hint: `Sign the signature base of RFC 9421 section 2.5 with the key that keyid names; "@authority" is ${authorities.join(' or ')}.`,
  });
}

function checkComponents(components: readonly Component[], headers: ReceivedRequest['headers']): void {
  const expected = headers['sluice-grant'] === undefined ? requestComponents : grantedRequestComponents;
  const isExact =
    components.length === expected.length &&
    components.every(({ name, isFromRequest }, index) => name === expected[index]?.name && isFromRequest !== true);
  if (!isExact) {
    const wanted = expected.map(({ name }) => `"${name}"`).join(' ');
    throw new SluiceError('signature_components', `The covered components must be exactly ${wanted}, in this order.`);
  }
  for (const { name } of expected) {
    if (name.startsWith('@') || headers[name] !== undefined) continue;
    throw new SluiceError('signature_components', `The covered field ${name} is not in the request.`, {
      hint: 'Send content-type, content-digest and idempotency-key with every request, without a body too.',
    });
  }
}

interface ProfileParameters {
  readonly created: number;
  readonly expires: number;
  readonly nonce: string;
  readonly keyid: string;
}

const parameterNames = ['created', 'expires', 'nonce', 'keyid', 'tag'];

function readParameters(parameters: SignatureInput['parameters']): ProfileParameters {
  for (const name of parameters.keys()) {
    if (!parameterNames.includes(name)) throw parameterRefusal(`The parameter ${name} is not allowed.`);
  }
  for (const name of parameterNames) {
    if (!parameters.has(name)) throw parameterRefusal(`The parameter ${name} is missing.`);
  }
  const { created, expires, nonce, keyid, tag } = Object.fromEntries(parameters);
  if (!isTime(created) || !isTime(expires)) throw parameterRefusal('created and expires must be whole seconds since the epoch.');
  if (tag !== SIGNATURE_TAG) throw parameterRefusal(`The tag must be "${SIGNATURE_TAG}".`);
  if (typeof keyid !== 'string' || !keyid.startsWith('did:key:')) throw parameterRefusal('keyid must be a did:key.');
  if (typeof nonce !== 'string' || !isLongNonce(nonce)) {
    throw parameterRefusal(
      'The nonce must be 128 bits or more: 22 characters of base64 or base64url, or 32 of hexadecimal; 256 at most.',
    );
  }
  return { created, expires, nonce, keyid };
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function checkTimes({ created, expires }: ProfileParameters, nowS: number): void {
  const lifetimeS = expires - created;
  if (lifetimeS <= 0 || lifetimeS > MAX_SIGNATURE_LIFETIME_S) {
    throw new SluiceError(
      'signature_lifetime',
      `The signature lives ${lifetimeS} s; 1 to ${MAX_SIGNATURE_LIFETIME_S} s are allowed.`,
    );
  }
  if (created > nowS + CLOCK_SKEW_S) {
    throw new SluiceError('signature_future', `The signature was created ${Math.ceil(created - nowS)} s from now.`);
  }
  if (expires < nowS - CLOCK_SKEW_S) {
    throw new SluiceError('signature_expired', `The signature expired ${Math.ceil(nowS - expires)} s ago.`);
  }
}

function parameterRefusal(detail: string): SluiceError {
  return new SluiceError('signature_parameters', detail);
}
