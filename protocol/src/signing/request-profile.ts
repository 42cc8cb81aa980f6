import type { Component } from './signature-base.ts';

/** The one signature label there may be. */
export const SIGNATURE_LABEL = 'sluice';
/** The signature's `tag` (RFC 9421 section 2.3): what this signature is for. */
export const SIGNATURE_TAG = 'sluice/1';
/** The longest time from `created` to `expires`. */
export const MAX_SIGNATURE_LIFETIME_S = 60;
/** How far a signer's clock may be off, either way. A nonce is remembered until `expires` plus this. */
export const CLOCK_SKEW_S = 5;

/**
 * What every request signature covers, in this order. A request without a body (a GET, say) covers the same: it sends
 * `content-type: application/json`, the digest of no bytes, and an idempotency key of its own.
 */
export const requestComponents: readonly Component[] = [
  { name: '@method' },
  { name: '@authority' },
  { name: '@path' },
  { name: '@query' },
  { name: 'content-type' },
  { name: 'content-digest' },
  { name: 'idempotency-key' },
];

/** With a grant, the grant is covered too. */
export const grantedRequestComponents: readonly Component[] = [...requestComponents, { name: 'sluice-grant' }];

/** What a response signature covers: the answer, and the request that it answers. */
export const responseComponents: readonly Component[] = [
  { name: '@status' },
  { name: 'content-digest' },
  { name: '@method', isFromRequest: true },
  { name: '@path', isFromRequest: true },
  { name: 'content-digest', isFromRequest: true },
];

/** The `Accept-Signature` field (RFC 9421 section 5.1) by which a caller asks for a signed response; the nonce is the request's. */
export const acceptResponseSignature = `${SIGNATURE_LABEL}=(${responseComponents.map(({ name, isFromRequest }) => `"${name}"${isFromRequest === true ? ';req' : ''}`).join(' ')});created;nonce;keyid;tag="${SIGNATURE_TAG}"`;

/** The `Accept-Signature` field (RFC 9421 section 5.1) that goes with every refusal. */
export const acceptSignature = `${SIGNATURE_LABEL}=(${requestComponents.map(({ name }) => `"${name}"`).join(' ')});created;expires;nonce;keyid;tag="${SIGNATURE_TAG}"`;
