import { SluiceError } from '@sluice/protocol';

const timeouts: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

const causes: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'the connection was refused: nothing listens there'],
  ['ENOTFOUND', 'the name is not known'],
  ['EAI_AGAIN', 'the name could not be looked up just now'],
  ['ECONNRESET', 'the connection was reset'],
  ['UND_ERR_SOCKET', 'the connection was closed before the answer was complete'],
  ['EPIPE', 'the connection was closed'],
  ['EHOSTUNREACH', 'the host cannot be reached'],
  ['ENETUNREACH', 'the network cannot be reached'],
  ['UND_ERR_HEADERS_OVERFLOW', "the answer's headers are too large"],
]);

/**
 * What a failed exchange is to the user. Never the message of the original error, only its code: messages may quote what was sent.
 * What has no code is a fault of ours and is passed on as it is.
 */
export function httpFailure(
  error: unknown,
  asked: { readonly method: string; readonly url: URL; readonly timeoutMs: number; readonly isTimeUp: boolean },
): unknown {
  if (error instanceof SluiceError) return error;
  const place = `${asked.method} ${asked.url.protocol}//${asked.url.host}`;
  if (asked.isTimeUp) return new SluiceError('http_timeout', `${place} did not answer in full within ${asked.timeoutMs} ms.`);
  const code = codeOf(error);
  if (code === undefined) return error;
  if (timeouts.has(code)) return new SluiceError('http_timeout', `${place} could not be connected to in time.`);
  return new SluiceError('http_failed', `${place} got no answer: ${causeOf(code)} (${code}).`);
}

function causeOf(code: string): string {
  if (/CERT|TLS|SSL/.test(code)) return 'its TLS certificate is not accepted';
  return causes.get(code) ?? 'the exchange failed';
}

/** With several addresses tried, the first one's failure stands for all. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
