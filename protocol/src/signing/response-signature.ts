import { serializeBareItem } from 'structured-headers';
import { SluiceError } from '../errors/sluice-error.ts';
import { checkContentDigest } from './content-digest.ts';
import type { SignEd25519, VerifyEd25519 } from './crypto-ports.ts';
import { parseSignatureHeaders } from './parse-signature-headers.ts';
import { acceptResponseSignature, responseComponents, SIGNATURE_LABEL, SIGNATURE_TAG } from './request-profile.ts';
import { type SignatureInput, type SignedMessage, serializeSignatureInput, signatureBase } from './signature-base.ts';

/** The request that a response answers, as far as the response's signature covers it. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  /** The request's `Content-Digest` field. */
  readonly contentDigest: string;
  /** The nonce of the request's signature. */
  readonly nonce: string;
}

export interface ResponseToSign {
  readonly request: AnsweredRequest;
  readonly status: number;
  /** The `Content-Digest` field of the body that is sent, of no bytes where there is none: from `contentDigest` or `contentDigestField`. */
  readonly contentDigest: string;
  readonly keyid: string;
  readonly sign: SignEd25519;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * Whether a request asks for a signed response: `Accept-Signature` is exactly `acceptResponseSignature`, or absent.
 *
 * @throws SluiceError `accept_signature_unsupported` for any other value, so that nobody acts on an answer that he thinks is signed.
 */
export function asksForSignedResponse(acceptSignature: string | undefined): boolean {
  if (acceptSignature === undefined) return false;
  if (acceptSignature === acceptResponseSignature) return true;
  throw new SluiceError(
    'accept_signature_unsupported',
    'Accept-Signature asks for another signature than the one that is made here.',
  );
}

/**
 * Signs a response over its status and body and over the request that it answers (RFC 9421 section 2.4), with the request's nonce,
 * so that no other answer, and no answer to another request, can be put in its place.
 *
 * @returns the headers to add, names in lower case.
 */
export async function signResponse(response: ResponseToSign): Promise<Record<string, string>> {
  const { request, status, contentDigest, keyid, sign, now } = response;
  const parameters = new Map<string, number | string>([
    ['created', Math.floor(now / 1000)],
    ['nonce', request.nonce],
    ['keyid', keyid],
    ['tag', SIGNATURE_TAG],
  ]);
  const input = { components: responseComponents, parameters };
  const base = signatureBase(messageOf(request, status, contentDigest), input) as string; // every component is set by messageOf
  const signature = await sign(new TextEncoder().encode(base));
  return {
    'content-digest': contentDigest,
    'signature-input': `${SIGNATURE_LABEL}=${serializeSignatureInput(input)}`,
    signature: `${SIGNATURE_LABEL}=${serializeBareItem(signature.slice())}`,
  };
}

export interface ReceivedResponse {
  readonly request: AnsweredRequest;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The `Content-Digest` field of the body's raw bytes as they came, computed by the receiver. */
  readonly contentDigest: string;
}

/**
 * Verifies a response that `signResponse` signed.
 *
 * @param signer the `did:key` and public key that must have signed.
 * @throws SluiceError with one of the `signature_…` codes.
 */
export function verifyResponse(
  { request, status, headers, contentDigest }: ReceivedResponse,
  { did, publicKey, verify }: { did: string; publicKey: Uint8Array; verify: VerifyEd25519 },
): void {
  const { input, signature } = parseSignatureHeaders(headers['signature-input'], headers['signature']);
  checkInput(input, { nonce: request.nonce, did });
  const field = headers['content-digest'] ?? '';
  checkContentDigest(field, contentDigest);
  const base = signatureBase(messageOf(request, status, field), input);
  if (base === undefined || !verify(publicKey, new TextEncoder().encode(base), signature)) {
    throw new SluiceError('signature_invalid', 'The signature does not fit the response, its request and the key.');
  }
}

function checkInput({ components, parameters }: SignatureInput, { nonce, did }: { nonce: string; did: string }): void {
  const isExact =
    components.length === responseComponents.length &&
    components.every(({ name, isFromRequest }, index) => {
      const expected = responseComponents[index];
      return name === expected?.name && isFromRequest === (expected.isFromRequest ?? false);
    });
  if (!isExact) throw new SluiceError('signature_components', 'The covered components are not those of a response.');
  const { created, ...others } = Object.fromEntries(parameters);
  const isBound = others['nonce'] === nonce && others['keyid'] === did && others['tag'] === SIGNATURE_TAG;
  if (!Number.isInteger(created) || Object.keys(others).length !== 3 || !isBound) {
    throw new SluiceError(
      'signature_parameters',
      "The parameters must be created, the request's nonce, the signer's keyid, and the tag.",
    );
  }
}

function messageOf(request: AnsweredRequest, status: number, digest: string): SignedMessage {
  const { method, path, contentDigest: requestDigest } = request;
  return {
    status,
    headers: { 'content-digest': digest },
    request: { method, path, headers: { 'content-digest': requestDigest } },
  };
}
