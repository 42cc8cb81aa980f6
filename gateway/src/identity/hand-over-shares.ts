import { handOverShares, SluiceError } from '@sluice/protocol';
import { callFor } from '../engine-client/call-for.ts';
import type { EngineClient } from '../engine-client/engine-client.ts';
import type { KeyRecord } from '../storage/ports.ts';

/** Tells the engine that one key took over from another, so that what was shared with it follows. Doing it again changes nothing. */
export type HandOverShares = (from: KeyRecord, to: string) => Promise<void>;

/**
 * The call is made in the name of the key that was replaced, which signed for it.
 *
 * @returns rejects with `engine_unreachable`.
 */
export function createHandOver(engine: EngineClient, createRequestId: () => string): HandOverShares {
  return async (caller, to) => {
    const answer = await callFor(engine, { endpoint: handOverShares, caller, body: { to }, requestId: createRequestId() });
    answer.body.resume();
    if (answer.status < 400) return;
    throw new SluiceError('engine_unreachable', `The core engine did not hand over the shares: status ${answer.status}.`, {
      hint: 'The key was replaced. Send the same request again, so that what was shared with it follows.',
      retryAfterMs: 1000,
    });
  };
}
