import type { JournalEvent, RunError } from '@sluice/protocol';
import type { NewInput } from './contract.ts';
import { numberInput } from './number-input.ts';
import { timeoutError } from './run-error.ts';

/** An input that ends an execution whatever it is doing. */
export type EndingInput = Extract<NewInput, { type: 'cancel-requested' | 'execution-timed-out' }>;

/** How an execution ends that takes `EndingInput`, and the events that say so. */
export interface EndAtOnce {
  readonly status: 'cancelled' | 'failed';
  readonly error: RunError | undefined;
  readonly events: readonly JournalEvent[];
}

/**
 * Ends an execution without its plan: one whose version no longer compiles can still be cancelled and still runs out of time. The events
 * are those that `advance` would have made, for an end comes before everything else that there is to do; so a replay agrees (I4).
 *
 * @param lastSeq of the journal
 * @param started the first input, of an execution that has no event yet
 */
export function endAtOnce(lastSeq: number, input: EndingInput, started?: NewInput): EndAtOnce {
  const inputs = started === undefined ? [input] : [started, input];
  const taken = inputs.map((each, index) => numberInput(lastSeq + 1 + index, each));
  const seq = lastSeq + inputs.length + 1;
  if (input.type === 'cancel-requested')
    return { status: 'cancelled', error: undefined, events: [...taken, { seq, type: 'execution-cancelled' }] };
  const error = timeoutError();
  return { status: 'failed', error, events: [...taken, { seq, type: 'execution-failed', error }] };
}
