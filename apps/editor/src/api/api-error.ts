import { createProblem, type Problem, problemOf, SluiceError } from '@sluice/protocol';
import { sayProblem } from '../i18n/say-problem.ts';

/** A refused or failed request, as the problem document that says why (RFC 9457). */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code}: ${problem.detail}`, options);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/**
 * Any error as a problem that can be shown, in the language of the page: a coded one of our own as it says, and what is not ours becomes `internal`
 * with its own message.
 */
export function problemOfError(error: unknown): Problem {
  const problem = englishProblem(error);
  const { title, detail, hint } = problem;
  return { ...problem, title: sayProblem(title), detail: sayProblem(detail), hint: sayProblem(hint) };
}

function englishProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  if (error instanceof SluiceError) return problemOf(error);
  return createProblem('internal', error instanceof Error ? error.message : String(error));
}

export function hasCode(error: unknown, code: string): boolean {
  return (error instanceof ApiError && error.problem.code === code) || (error instanceof SluiceError && error.code === code);
}

/** Whether the same request may well succeed in a moment: the server is away, is starting, or has too much to do. Refusals are answers. */
export function isTemporary(error: unknown): boolean {
  return error instanceof ApiError && (error.problem.status === 503 || error.problem.status === 429);
}
