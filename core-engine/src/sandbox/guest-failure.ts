/** Why an instance ended a step without an outcome. It does not follow from the request alone, and the instance is of no more use (I5). */
export type GuestFailureReason = 'interrupted' | 'memory' | 'stack' | 'crashed';

export class GuestFailure extends Error {
  readonly reason: GuestFailureReason;

  constructor(reason: GuestFailureReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'GuestFailure';
    this.reason = reason;
  }
}
