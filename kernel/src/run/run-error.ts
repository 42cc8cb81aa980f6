import { codes, type ErrorCode, type RunError, scriptHint } from '@sluice/protocol';

/** An error of the kernel's own, with the code's hint. */
export function createRunError(code: ErrorCode, message: string): RunError {
  return { code, message, hint: codes[code].hint };
}

/** What an execution fails with whose time has run out. */
export function timeoutError(): RunError {
  return createRunError('execution_timeout', 'The execution took longer than it may.');
}

/** The error as the journal keeps it: with the step that it happened in, the code's hint when it has none, and its keys in schema order. */
export function placeError(error: RunError, nodeId: string, scope: string): RunError {
  const { code, message, hint = scriptHint(code, message), param, item, line, column } = error;
  return {
    code,
    message,
    ...(hint === undefined ? undefined : { hint }),
    nodeId,
    scope,
    ...(param === undefined ? undefined : { param }),
    ...(item === undefined ? undefined : { item }),
    ...(line === undefined ? undefined : { line }),
    ...(column === undefined ? undefined : { column }),
  };
}
