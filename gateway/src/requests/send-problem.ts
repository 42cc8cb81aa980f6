import type { IncomingMessage, ServerResponse } from 'node:http';
import { apiHeaders } from '../web/security-headers.ts';
import { type ProblemAnswer, problemAnswer } from './problem-answer.ts';

/** How long a sender may go on sending after its request was refused, so that it gets to read why. */
const LINGER_MS = 1000;

/**
 * Answers with the problem document of whatever was thrown, over a plain node:http response. What is still coming of the request is
 * thrown away, for a moment; then the connection is closed. It is not announced as closing: node would close it with the answer,
 * and many a sender that is still writing then reads no answer at all.
 */
export function sendProblem(options: {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
  error: unknown;
  requestId: string;
  now: number;
}): ProblemAnswer {
  const { incoming, outgoing, error, requestId, now } = options;
  const problem = problemAnswer(error, { requestId, now });
  if (outgoing.headersSent) {
    outgoing.destroy();
    return problem;
  }
  outgoing.writeHead(problem.status, { ...apiHeaders, ...problem.headers, 'sluice-request-id': requestId });
  outgoing.end(problem.body);
  if (!incoming.complete) discardRest(incoming);
  return problem;
}

/** Reads on without keeping anything, and ends the connection when there is still more after a moment. */
export function discardRest(incoming: IncomingMessage): void {
  incoming.resume();
  setTimeout(() => {
    if (!incoming.complete) incoming.destroy();
  }, LINGER_MS).unref();
}
