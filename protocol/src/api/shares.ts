import { z } from 'zod';
import { endpoint, shareRights } from './endpoint.ts';
import { didKey } from './identity.ts';
import { page, pageQuery } from './page.ts';

const right = z.enum(shareRights);

/** A workflow shared with one principal, or with whoever opens a link: those get a share each that came from the link. */
export const share = z.strictObject({
  id: z.string(),
  workflowId: z.string(),
  to: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('principal'), did: z.string() }),
    /** `uses` counts the principals that have opened it. */
    z.strictObject({ kind: z.literal('link'), uses: z.int(), maxUses: z.int().nullable() }),
  ]),
  rights: right,
  /** Who shared it. */
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  /** `used-up`: a link that nobody more can open; what came from it goes on. */
  status: z.enum(['active', 'used-up', 'expired', 'revoked']),
  revokedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  /** The link that this share came from; it ends with the link. */
  linkId: z.string().nullable(),
  /** What it is for, or the name that the principal gave. */
  note: z.string(),
});
/** A share as the one with whom something is shared sees it. */
export const sharedWorkflow = z.strictObject({ share, workflowName: z.string(), archived: z.boolean() });

/** 32 random bytes, base64url without padding: what a link carries in its fragment. */
export const linkSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'the secret of a link is 43 letters, digits, - and _');

const workflow = z.strictObject({ id: z.string() });

export const createShare = endpoint({
  name: 'createShare',
  method: 'POST',
  path: '/v1/workflows/{id}/shares',
  server: 'engine',
  access: 'builder',
  summary:
    "Shares a workflow with a principal, in place of what was shared with it before, or by link. A link's secret is made by the caller; only its SHA-256 is sent.",
  params: workflow,
  body: z.strictObject({
    to: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('principal'), did: didKey }),
      z.strictObject({
        kind: z.literal('link'),
        /** SHA-256 of the secret's text, 64 lower-case hex digits. */
        secretHash: z.string().regex(/^[0-9a-f]{64}$/),
        /** How many principals may open it; absent or null: any number. */
        maxUses: z.int().min(1).max(1_000_000).nullish(),
      }),
    ]),
    rights: right,
    expiresAt: z.iso.datetime({ offset: true }).nullish(),
    note: z.string().max(200).default(''),
  }),
  status: 201,
  response: share,
});
export const listShares = endpoint({
  name: 'listShares',
  method: 'GET',
  path: '/v1/workflows/{id}/shares',
  server: 'engine',
  access: 'builder',
  summary: 'With whom a workflow is shared, newest first; with `ended`, also what was revoked and what has expired.',
  params: workflow,
  query: pageQuery.extend({ ended: z.stringbool().optional() }),
  response: page(share),
});
export const revokeShare = endpoint({
  name: 'revokeShare',
  method: 'DELETE',
  path: '/v1/workflows/{id}/shares/{shareId}',
  server: 'engine',
  access: 'builder',
  summary: 'Revokes a share at once, open streams included; with a link, everything that came from it.',
  params: workflow.extend({ shareId: z.string() }),
  status: 204,
});
export const listSharedWithMe = endpoint({
  name: 'listSharedWithMe',
  method: 'GET',
  path: '/v1/shares',
  server: 'engine',
  access: 'any-key',
  summary: 'What is shared with the signing key.',
  response: z.strictObject({ items: z.array(sharedWorkflow) }),
});
export const redeemShareLink = endpoint({
  name: 'redeemShareLink',
  method: 'POST',
  path: '/v1/shares/redeem',
  server: 'engine',
  access: 'public',
  summary:
    'The signing key gets what a link shares; a key that is not known yet becomes a guest. Signed by the key that gets it.',
  body: z.strictObject({ secret: linkSecret, name: z.string().trim().min(1).max(100) }),
  response: sharedWorkflow,
});
export const handOverShares = endpoint({
  name: 'handOverShares',
  method: 'POST',
  path: '/v1/shares/hand-over',
  server: 'engine',
  internal: true,
  access: 'any-key',
  summary: 'Everything that is shared with the caller, whose key was replaced, is shared with the new key from now on.',
  body: z.strictObject({ to: didKey }),
  status: 204,
});

export type Share = z.infer<typeof share>;
export type SharedWorkflow = z.infer<typeof sharedWorkflow>;
