import { json } from 'node:stream/consumers';
import { findPeopleInSight, SluiceError } from '@sluice/protocol';
import { callFor } from '../engine-client/call-for.ts';
import type { EngineClient } from '../engine-client/engine-client.ts';
import type { KeyRecord } from '../storage/ports.ts';

/** Which of these keys the caller sees in what is shared with it. Only the engine knows. */
export type FindInSight = (caller: Pick<KeyRecord, 'did' | 'role'>, dids: readonly string[]) => Promise<readonly string[]>;

/** @returns rejects with `engine_unreachable` */
export function createFindInSight(engine: EngineClient, createRequestId: () => string): FindInSight {
  return async (caller, dids) => {
    const answer = await callFor(engine, { endpoint: findPeopleInSight, caller, body: { dids }, requestId: createRequestId() });
    if (answer.status === 200) return findPeopleInSight.response.parse(await json(answer.body)).dids;
    answer.body.resume();
    throw new SluiceError('engine_unreachable', `The core engine did not say who may be named: status ${answer.status}.`, {
      retryAfterMs: 1000,
    });
  };
}
