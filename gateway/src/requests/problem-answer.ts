import { codes, type ErrorCode, PROBLEM_MEDIA_TYPE, problemOf, SluiceError } from '@sluice/protocol';
import { acceptSignature } from '@sluice/protocol/signing';
import { MethodNotAllowed } from './endpoint-table.ts';
import { RequestInvalid } from './validate-request.ts';

export interface ProblemAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Codes that tell a caller how to sign and what time it is. */
const isAboutSignature = (code: string): boolean =>
  code.startsWith('signature_') || (code.startsWith('key_') && codes[code as ErrorCode].status === 401);

/** The RFC 9457 answer for whatever was thrown, with the headers that its code asks for. */
export function problemAnswer(error: unknown, { requestId, now }: { requestId: string; now: number }): ProblemAnswer {
  const code = error instanceof SluiceError ? error.code : 'internal';
  const issues = error instanceof RequestInvalid ? { issues: [...error.issues] } : {};
  const problem = problemOf(error, { requestId, ...issues });
  const headers: Record<string, string> = { 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store' };
  if (isAboutSignature(code)) {
    problem.serverTime = new Date(now).toISOString();
    headers['accept-signature'] = acceptSignature;
    headers['www-authenticate'] = 'Signature realm="sluice"';
  }
  if (error instanceof MethodNotAllowed) headers['allow'] = error.allowed.join(', ');
  if (error instanceof SluiceError && error.retryAfterMs !== undefined) {
    headers['retry-after'] = String(Math.max(1, Math.ceil(error.retryAfterMs / 1000)));
  }
  return { status: problem.status, code, headers, body: JSON.stringify(problem) };
}
