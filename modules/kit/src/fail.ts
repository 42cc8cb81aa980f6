import type { ErrorCode } from '@sluice/protocol';

export interface FailureDetails {
  /** What to try; without it the hint of the code's table entry is shown. */
  readonly hint?: string;
  /** The parameter at fault, as a path: `fields.0.name`. */
  readonly param?: string;
}

/** Fails the step (or, in mode `each`, the current item) with a stable code and a message for the builder. */
export function fail(code: ErrorCode, message: string, details?: FailureDetails): never {
  throw Object.assign(new Error(message), { code }, details);
}
