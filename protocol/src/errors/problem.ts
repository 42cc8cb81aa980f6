import { z } from 'zod';
import { codes, type ErrorCode } from './codes.ts';
import { SluiceError } from './sluice-error.ts';

/** One thing that is wrong with a document or a request, with its place. */
export const issue = z.strictObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  nodeId: z.string().optional(),
  param: z.string().optional(),
  /** JSON pointer (RFC 6901). */
  pointer: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});
export type Issue = z.infer<typeof issue>;

/** An RFC 9457 problem document, media type `application/problem+json`. */
export const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  hint: z.string(),
  executionId: z.string().optional(),
  nodeId: z.string().optional(),
  scope: z.string().optional(),
  param: z.string().optional(),
  pointer: z.string().optional(),
  requestId: z.string().optional(),
  /** The server's time, RFC 3339, where a clock may be at fault. */
  serverTime: z.string().optional(),
  issues: z.array(issue).optional(),
});
export type Problem = z.infer<typeof problem>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The problem document for a code; `type` is a stable URN of the code. */
export function createProblem(
  code: ErrorCode,
  detail: string,
  more: Partial<Omit<Problem, 'type' | 'title' | 'status' | 'code' | 'detail'>> = {},
): Problem {
  const { status, title, hint } = codes[code];
  return { type: `urn:sluice:problem:${code}`, title, status, code, detail, hint, ...more };
}

/** The problem document for anything that was thrown: what is not a `SluiceError` becomes `internal`, without its message. */
export function problemOf(error: unknown, more: { requestId?: string; issues?: Issue[] } = {}): Problem {
  if (!(error instanceof SluiceError)) return createProblem('internal', 'An unexpected error was logged.', more);
  const place = Object.fromEntries(Object.entries(error.place).filter(([, value]) => value !== undefined));
  return createProblem(error.code, error.detail, { hint: error.hint, ...place, ...more });
}
