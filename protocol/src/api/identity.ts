import { z } from 'zod';
import { endpoint, roles } from './endpoint.ts';

/** An Ed25519 key as `did:key:z6Mk…`. */
export const didKey = z.string().regex(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
export const keySummary = z.strictObject({
  did: didKey,
  role: z.enum(roles),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** The key that took over, where the revoked one was replaced. */
  replacedBy: didKey.nullable(),
});

/**
 * Who a gateway and its engine are, signed by the gateway's key: `signature` is a JWS with detached content over the canonical JSON of
 * the rest (`verifyStatement`, type `sluice-descriptor`). Later versions may say more. Times in RFC 3339.
 */
export const descriptor = z.looseObject({
  format: z.literal('sluice-descriptor/1'),
  gateway: didKey,
  engine: didKey,
  /** The main address: an origin. */
  url: z.string(),
  versions: z.looseObject({ sluice: z.string(), signature: z.string(), document: z.string() }),
  /** Paths under `url`. */
  endpoints: z.looseObject({ api: z.string(), hooks: z.string(), stream: z.string(), openapi: z.string() }),
  issuedAt: z.string(),
  expiresAt: z.string(),
  signature: z.string(),
});

export const getDescriptor = endpoint({
  name: 'getDescriptor',
  method: 'GET',
  path: '/.well-known/sluice',
  server: 'gateway',
  access: 'public',
  summary: 'Who this gateway and its engine are, signed by the key that signs its responses.',
  response: descriptor,
});
export const getMe = endpoint({
  name: 'getMe',
  method: 'GET',
  path: '/v1/me',
  server: 'gateway',
  access: 'any-key',
  summary: 'The signing key as this engine knows it.',
  response: keySummary,
});
/** The new key's own word that it takes over: see `signKeyRotation`. */
export const keyRotation = z.strictObject({
  format: z.literal('sluice-key-rotation/1'),
  from: z.string(),
  to: z.string(),
  audience: z.string(),
  expiresAt: z.iso.datetime(),
  nonce: z.string(),
  signature: z.string(),
});

export const rotateKey = endpoint({
  name: 'rotateKey',
  method: 'POST',
  path: '/v1/me/rotate',
  server: 'gateway',
  access: 'any-key',
  summary: 'Replaces the signing key by a new one, which takes over its role and name; the old one is revoked.',
  body: z.strictObject({ rotation: keyRotation }),
  response: keySummary,
});
export const claimOwnership = endpoint({
  name: 'claimOwnership',
  method: 'POST',
  path: '/v1/claim',
  server: 'gateway',
  access: 'public',
  summary: 'The signing key becomes owner with the one-time claim token. Signed, though the key is not known yet.',
  body: z.strictObject({ token: z.string(), name: z.string().min(1).max(100) }),
  status: 201,
  response: keySummary,
});
export const getClaimState = endpoint({
  name: 'getClaimState',
  method: 'GET',
  path: '/v1/claim',
  server: 'gateway',
  access: 'public',
  summary: 'Whether an owner exists.',
  response: z.strictObject({ claimed: z.boolean() }),
});
export const listKeys = endpoint({
  name: 'listKeys',
  method: 'GET',
  path: '/v1/keys',
  server: 'gateway',
  access: 'admin',
  summary: 'All registered keys.',
  response: z.strictObject({ items: z.array(keySummary) }),
});
export const addKey = endpoint({
  name: 'addKey',
  method: 'POST',
  path: '/v1/keys',
  server: 'gateway',
  access: 'admin',
  summary: "Registers a key with a role no higher than one's own.",
  body: z.strictObject({ did: z.string(), role: z.enum(roles), name: z.string().min(1).max(100) }),
  status: 201,
  response: keySummary,
});
export const updateKey = endpoint({
  name: 'updateKey',
  method: 'PATCH',
  path: '/v1/keys/{did}',
  server: 'gateway',
  access: 'admin',
  summary: "Changes a key's role or name.",
  params: z.strictObject({ did: z.string() }),
  body: z.strictObject({ role: z.enum(roles).optional(), name: z.string().min(1).max(100).optional() }),
  response: keySummary,
});
export const revokeKey = endpoint({
  name: 'revokeKey',
  method: 'DELETE',
  path: '/v1/keys/{did}',
  server: 'gateway',
  access: 'admin',
  summary: 'Revokes a key for good.',
  params: z.strictObject({ did: z.string() }),
  status: 204,
});
export const createTicket = endpoint({
  name: 'createTicket',
  method: 'POST',
  path: '/v1/tickets',
  server: 'gateway',
  access: 'viewer',
  shared: { right: 'view', of: 'any' },
  summary: 'A one-use ticket (30 s) for GET /v1/stream.',
  status: 201,
  response: z.strictObject({ ticket: z.string(), expiresAt: z.string() }),
});
