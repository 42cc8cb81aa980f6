import type { ErrorCode, Issue } from '@sluice/protocol';
import { type ExitCode, exitCodes } from './exit-codes.ts';

export interface CliErrorOptions {
  /** By default 1. */
  readonly exitCode?: ExitCode;
  readonly hint?: string;
  /** What is wrong in detail, as the engine listed it. */
  readonly issues?: readonly Issue[];
  readonly cause?: unknown;
}

/** A failure that the user sees as `code: message`. Without a dependency on protocol's code table, so that `sluice up` loads little. */
export class CliError extends Error {
  /** Protocol's codes, or one that a newer engine sent. */
  readonly code: ErrorCode | (string & {});
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;
  readonly issues: readonly Issue[];

  constructor(code: ErrorCode | (string & {}), message: string, options: CliErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliError';
    this.code = code;
    this.exitCode = options.exitCode ?? exitCodes.failed;
    this.hint = options.hint;
    this.issues = options.issues ?? [];
  }
}

/** For wrong arguments and input: exit code 2. */
export function usageError(code: ErrorCode, message: string, options: Omit<CliErrorOptions, 'exitCode'> = {}): CliError {
  return new CliError(code, message, { ...options, exitCode: exitCodes.usage });
}
