import type { IncomingHttpHeaders } from 'node:http';

/** Of the connection to us, not of the message (RFC 9110 section 7.6.1). */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * The caller's headers as the trigger gets them. Cookies and authorization are among them as data, they have no meaning for the
 * engine's API; whatever looks like a header of ours is left out, so that nobody can speak for the gateway.
 */
export function headersForTrigger(headers: IncomingHttpHeaders): Record<string, string> {
  const named = headers.connection === undefined ? undefined : connectionOptions(headers.connection);
  const kept: Record<string, string> = {};
  for (const name in headers) {
    if (hopByHop.has(name) || name.startsWith('sluice-') || named?.has(name) === true) continue;
    const value = headers[name];
    kept[name] = typeof value === 'string' ? value : (value as string[]).join(', ');
  }
  return kept;
}

/** `Connection` may name further headers that are only for us. */
function connectionOptions(value: string): Set<string> | undefined {
  if (value === 'keep-alive' || value === 'close' || value === 'Keep-Alive') return undefined;
  return new Set(
    value
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
}
