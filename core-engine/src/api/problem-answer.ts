import { PROBLEM_MEDIA_TYPE, problemOf, SluiceError } from '@sluice/protocol';
import { DocumentInvalid } from '../workflows/workflow-service.ts';
import { MethodNotAllowed } from './method-not-allowed.ts';

/** A whole answer with a text. Header names in lower case. */
export interface TextAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The problem document (RFC 9457) of whatever was thrown, with the headers that it asks for. */
export function problemAnswer(error: unknown): TextAnswer {
  const issues = error instanceof DocumentInvalid ? { issues: [...error.issues] } : {};
  const problem = problemOf(error, issues);
  const headers: Record<string, string> = { 'content-type': PROBLEM_MEDIA_TYPE };
  if (error instanceof SluiceError && error.retryAfterMs !== undefined)
    headers['retry-after'] = String(Math.ceil(error.retryAfterMs / 1000));
  if (error instanceof MethodNotAllowed) headers['allow'] = error.allowed.join(', ');
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}
