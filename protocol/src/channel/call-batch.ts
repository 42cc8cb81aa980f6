import { z } from 'zod';
import { roles } from '../api/endpoint.ts';
import { isSignatureOutcome, type SignatureOutcome } from '../signing/session/session-call.ts';
import { Bodies, decodeHead, encodeHead } from './batch.ts';
import { type HookCall, MAX_CALLS_IN_FLIGHT, MAX_HOOK_BODY_BYTES } from './channel.ts';

/** A call on its way, under a number that no other call on the channel has. */
export interface NumberedCall {
  readonly id: number;
  readonly call: HookCall;
}

/** What a gateway sends: calls, and the numbers of earlier ones whose callers have gone away. */
export interface CallBatch {
  readonly calls: readonly NumberedCall[];
  readonly cancelled: readonly number[];
}

const callId = z.int().min(1);
const head = z.strictObject({
  calls: z
    .array(
      z.strictObject({
        id: callId,
        method: z.string().min(1),
        target: z.string().startsWith('/hooks/'),
        requestId: z.string(),
        actor: z.string().min(1),
        role: z.enum([...roles, 'none']),
        outcome: z.custom<SignatureOutcome>((value) => typeof value === 'string' && isSignatureOutcome(value)),
        headers: z.record(z.string(), z.string()),
        bytes: z.int().min(0).max(MAX_HOOK_BODY_BYTES),
      }),
    )
    .max(MAX_CALLS_IN_FLIGHT),
  cancelled: z.array(callId).max(MAX_CALLS_IN_FLIGHT),
});

export function encodeCalls({ calls, cancelled }: CallBatch): Uint8Array[] {
  const parts = encodeHead({
    calls: calls.map(({ id, call: { body, ...rest } }) => ({ id, ...rest, bytes: body.length })),
    cancelled,
  });
  for (const { call } of calls) if (call.body.length > 0) parts.push(call.body);
  return parts;
}

/** @throws SluiceError `channel_invalid`. */
export function decodeCalls(payload: Buffer): CallBatch {
  const { head: read, bodies } = decodeHead(payload, head);
  const taken = new Bodies(bodies);
  const calls = read.calls.map(({ id, bytes, ...rest }) => ({ id, call: { ...rest, body: taken.take(bytes) } }));
  taken.end();
  return { calls, cancelled: read.cancelled };
}
