import type { AnswerPiece, HookCall } from '@sluice/protocol/channel';

/** Who gets the answer of a call. */
export interface AnswerTaker {
  /** The pieces come in order; the first has the answer's `start`. */
  take(piece: AnswerPiece, isLast: boolean): void;
  /** There will be no answer, or no more of it: a coded error, or what `take` has thrown. */
  fail(error: Error): void;
}

/** A call that has no whole answer yet. */
export interface PendingCall {
  readonly call: HookCall;
  readonly taker: AnswerTaker;
  /** Its number on the channel; 0 before it is sent. */
  id: number;
}
