import { createProblem, isErrorCode, type Json, PROBLEM_MEDIA_TYPE, type Problem, type RunError } from '@sluice/protocol';

/** What the caller of a webhook gets. Header names in lower case. */
export interface HookAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How the execution stands when the caller is answered. */
export type HookOutcome =
  /** A respond node gave its answer: `{ status?, headers?, body? }`. */
  | { readonly kind: 'response'; readonly executionId: string; readonly response: unknown }
  | { readonly kind: 'completed'; readonly executionId: string; readonly output: readonly unknown[] }
  | {
      readonly kind: 'failed';
      readonly executionId: string;
      readonly status: 'failed' | 'cancelled';
      readonly error: RunError | undefined;
    }
  /** It goes on without the caller: asked for so, parked, or it took longer than callers are kept waiting. */
  | { readonly kind: 'accepted'; readonly executionId: string; readonly status: string };

/**
 * The caller's answer. Every one of them carries a sandboxing policy, which the workflow cannot take off: hooks live on the gateway's
 * own origin, and a page that a workflow answers with must not be able to act as the editor.
 */
export function createHookAnswer(outcome: HookOutcome): HookAnswer {
  switch (outcome.kind) {
    case 'response':
      return responseAnswer(outcome.response);
    case 'completed':
      return jsonAnswer(200, outcome.output.length === 1 ? outcome.output[0] : outcome.output);
    case 'failed':
      return problemAnswer(failureOf(outcome));
    case 'accepted': {
      const { executionId, status } = outcome;
      return jsonAnswer(202, { executionId, status }, { location: `/v1/executions/${executionId}` });
    }
  }
}

const safety: Readonly<Record<string, string>> = {
  'content-security-policy': 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts allow-top-navigation',
  'x-content-type-options': 'nosniff',
};

/** Set by the server, or with power over the whole origin. */
const refusedHeaders: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'clear-site-data',
  'content-security-policy',
  'service-worker-allowed',
  'strict-transport-security',
  'public-key-pins',
  'x-content-type-options',
]);

function responseAnswer(response: unknown): HookAnswer {
  const { status, headers, body } = asObject(response);
  const given = headersOf(headers);
  const code = typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599 ? status : 200;
  if (code === 204 || code === 304 || body === undefined || body === null)
    return { status: code, headers: { ...given, ...safety }, body: '' };
  const [type, text] =
    typeof body === 'string' ? ['text/plain; charset=utf-8', body] : ['application/json', JSON.stringify(body)];
  return { status: code, headers: { 'content-type': type, ...given, ...safety }, body: text };
}

function headersOf(headers: unknown): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(asObject(headers))) {
    const key = name.toLowerCase();
    const text = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
    if (text === undefined || refusedHeaders.has(key) || !isHeader(key, text)) continue;
    given[key] = text;
  }
  return given;
}

/** RFC 9110 section 5: a token, and one line. */
function isHeader(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

function jsonAnswer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HookAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers, ...safety }, body: JSON.stringify(body ?? null) };
}

function problemAnswer(problem: Problem): HookAnswer {
  return { status: problem.status, headers: { 'content-type': PROBLEM_MEDIA_TYPE, ...safety }, body: JSON.stringify(problem) };
}

/** A run's failure is the server's: a 4xx of the table (an effect denied, say) would tell the caller that the call was at fault. */
function failureOf(outcome: Extract<HookOutcome, { kind: 'failed' }>): Problem {
  const { executionId, status, error } = outcome;
  if (error === undefined) {
    return status === 'cancelled'
      ? createProblem('execution_cancelled', 'The execution was cancelled before it had an answer.', { executionId })
      : createProblem('internal', 'The execution failed.', { executionId });
  }
  const known = createProblem(isErrorCode(error.code) ? error.code : 'code_failed', error.message, {
    executionId,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.nodeId === undefined ? {} : { nodeId: error.nodeId }),
    ...(error.scope === undefined || error.scope === '' ? {} : { scope: error.scope }),
    ...(error.param === undefined ? {} : { param: error.param }),
  });
  return { ...known, code: error.code, status: Math.max(known.status, 500) };
}

function asObject(value: unknown): { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {}; // a guest's value: JSON
}
