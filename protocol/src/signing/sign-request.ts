import { serializeBareItem } from 'structured-headers';
import { contentDigest } from './content-digest.ts';
import type { SignEd25519 } from './crypto-ports.ts';
import {
  grantedRequestComponents,
  MAX_SIGNATURE_LIFETIME_S,
  requestComponents,
  SIGNATURE_LABEL,
  SIGNATURE_TAG,
} from './request-profile.ts';
import { serializeSignatureInput, signatureBase } from './signature-base.ts';

export interface RequestToSign {
  /** In upper case. */
  readonly method: string;
  /** Host and port as the gateway is configured, in lower case, the scheme's default port left out: `example.org`, `127.0.0.1:4700`. */
  readonly authority: string;
  /** Exactly as it is sent, percent-encoding included: `/v1/workflows`. */
  readonly path: string;
  /** Exactly as it is sent, with or without `?`; by default there is none. */
  readonly query?: string;
  /** By default `application/json`, for requests without a body too. */
  readonly contentType?: string;
  /** The raw bytes, by default none. */
  readonly body?: Uint8Array;
  /** The same for every attempt of one request; another for another request. */
  readonly idempotencyKey: string;
  /** The signer's `did:key:z6Mk…`. */
  readonly keyid: string;
  readonly sign: SignEd25519;
  /** The time in ms since the epoch. */
  readonly now: number;
  /** From `createNonce`: a new one for every attempt. */
  readonly nonce: string;
  /** A grant to use, as it is sent in `Sluice-Grant`. */
  readonly grant?: string;
  /** Seconds until the signature expires, by default and at most 60. */
  readonly lifetimeS?: number;
}

/** The headers to send, all of them, names in lower case. */
export type SignedHeaders = Record<
  'content-type' | 'content-digest' | 'idempotency-key' | 'signature-input' | 'signature',
  string
> & {
  'sluice-grant'?: string;
};

/**
 * Signs a request by the profile `sluice/1`: RFC 9421 with the components and parameters of `request-profile.ts`, RFC 9530 for the
 * body. Runs in Node and in the browser; the private key stays behind `sign`.
 */
export async function signRequest(request: RequestToSign): Promise<SignedHeaders> {
  const covered = {
    'content-type': request.contentType ?? 'application/json',
    'content-digest': contentDigest(request.body ?? new Uint8Array()),
    'idempotency-key': request.idempotencyKey,
    ...(request.grant === undefined ? {} : { 'sluice-grant': request.grant }),
  };
  const created = Math.floor(request.now / 1000);
  const input = {
    components: request.grant === undefined ? requestComponents : grantedRequestComponents,
    parameters: new Map<string, number | string>([
      ['created', created],
      ['expires', created + Math.min(request.lifetimeS ?? MAX_SIGNATURE_LIFETIME_S, MAX_SIGNATURE_LIFETIME_S)],
      ['nonce', request.nonce],
      ['keyid', request.keyid],
      ['tag', SIGNATURE_TAG],
    ]),
  };
  const { method, authority, path, query } = request;
  const base = signatureBase({ method, authority, path, headers: covered, ...(query === undefined ? {} : { query }) }, input);
  if (base === undefined) throw new TypeError('A component of the request holds a line break.');
  const signature = await request.sign(new TextEncoder().encode(base));
  return {
    ...covered,
    'signature-input': `${SIGNATURE_LABEL}=${serializeSignatureInput(input)}`,
    signature: `${SIGNATURE_LABEL}=${serializeBareItem(signature.slice())}`,
  };
}
