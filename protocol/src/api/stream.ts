import { z } from 'zod';
import { draftChange, presence } from './drafts.ts';

/**
 * Frames of the WebSocket `GET /v1/stream?ticket=…`. The client subscribes to executions (from a seq) or to the list; the
 * server sends journal events in order, and says so when it had to leave some out (I12): the client then asks again from `after`.
 */
export const clientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), id: z.string(), executionId: z.string(), after: z.int().min(0).default(0) }),
  z.strictObject({ type: z.literal('subscribe-list'), id: z.string(), workflowId: z.string().optional() }),
  /** Joins those who have a workflow's draft open: its changes from a revision on, and where the others are. */
  z.strictObject({
    type: z.literal('subscribe-draft'),
    id: z.string(),
    workflowId: z.string(),
    after: z.int().min(0),
  }),
  /** Tells those others where the sender is. `id` is that of the subscription. */
  z.strictObject({ type: z.literal('presence'), id: z.string(), presence }),
  z.strictObject({ type: z.literal('unsubscribe'), id: z.string() }),
]);
export const serverFrame = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('events'),
    id: z.string(),
    executionId: z.string(),
    events: z.array(z.looseObject({ seq: z.int(), type: z.string() })),
  }),
  z.strictObject({
    type: z.literal('status'),
    id: z.string(),
    executionId: z.string(),
    workflowId: z.string(),
    status: z.string(),
    lastSeq: z.int(),
  }),
  z.strictObject({ type: z.literal('draft'), id: z.string(), workflowId: z.string(), ...draftChange.shape }),
  /** Changes were left out: the draft is to be fetched; what comes after follows on `revision`. */
  z.strictObject({ type: z.literal('draft-gap'), id: z.string(), workflowId: z.string(), revision: z.int() }),
  /**
   * Which versions are published and active: once when the subscription begins, and when it changes. `by` is the did of who has just changed it.
   */
  z.strictObject({
    type: z.literal('versions'),
    id: z.string(),
    workflowId: z.string(),
    publishedVersion: z.string().nullable(),
    activeVersion: z.string().nullable(),
    archived: z.boolean(),
    by: z.string().optional(),
  }),
  /** Somebody else who has the draft open; without `presence` they have left. `guest` tells apart several pages of one key. */
  z.strictObject({
    type: z.literal('presence'),
    id: z.string(),
    workflowId: z.string(),
    guest: z.string(),
    did: z.string(),
    presence: presence.optional(),
  }),
  z.strictObject({ type: z.literal('gap'), id: z.string(), executionId: z.string(), after: z.int() }),
  z.strictObject({ type: z.literal('error'), id: z.string().optional(), code: z.string(), detail: z.string() }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type ServerFrame = z.infer<typeof serverFrame>;
