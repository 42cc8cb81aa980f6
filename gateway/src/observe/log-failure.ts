import { SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';

/**
 * Logs what was answered with a 5xx: a coded error by its code and cause in one line, anything else whole, since nobody foresaw it.
 * Details of 4xx are the caller's to read, not ours to keep.
 */
export function logFailure(log: Logger, { error, requestId, what }: { error: unknown; requestId: string; what: string }): void {
  if (!(error instanceof SluiceError)) {
    log.error({ requestId, err: error }, what);
    return;
  }
  if (error.status < 500) return;
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  log.warn({ requestId, code: error.code, detail: error.detail, cause }, what);
}
