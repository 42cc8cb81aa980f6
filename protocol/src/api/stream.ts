import { z } from 'zod';

/**
 * Frames of the WebSocket `GET /v1/stream?ticket=…`. The client subscribes to executions (from a seq) or to the list; the
 * server sends journal events in order, and says so when it had to leave some out (I12): the client then asks again from `after`.
 */
export const clientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), id: z.string(), executionId: z.string(), after: z.int().min(0).default(0) }),
  z.strictObject({ type: z.literal('subscribe-list'), id: z.string(), workflowId: z.string().optional() }),
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
  z.strictObject({ type: z.literal('gap'), id: z.string(), executionId: z.string(), after: z.int() }),
  z.strictObject({ type: z.literal('error'), id: z.string().optional(), code: z.string(), detail: z.string() }),
]);
export type ClientFrame = z.infer<typeof clientFrame>;
export type ServerFrame = z.infer<typeof serverFrame>;
