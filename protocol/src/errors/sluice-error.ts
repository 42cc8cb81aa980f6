import { codes, type ErrorCode } from './codes.ts';

export interface ErrorPlace {
  readonly executionId?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly scope?: string | undefined;
  readonly param?: string | undefined;
  /** A JSON pointer (RFC 6901) into the request body or document. */
  readonly pointer?: string | undefined;
}

/** An expected failure with a stable code. `detail` says what happened to what; the hint comes from the table of codes unless given. */
export class SluiceError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly hint: string;
  readonly place: ErrorPlace;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { hint?: string; place?: ErrorPlace; cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'SluiceError';
    this.code = code;
    this.detail = detail;
    this.hint = options.hint ?? codes[code].hint;
    this.place = options.place ?? {};
    this.retryAfterMs = options.retryAfterMs;
  }

  get status(): number {
    return codes[this.code].status;
  }
}
