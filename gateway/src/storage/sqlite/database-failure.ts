import { SluiceError } from '@sluice/protocol';

/** The coded error for what SQLite threw: `disk_full`, `database_corrupt` or `database_failed`. Nothing of the transaction is left then. */
export function databaseFailure(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'SQLITE_FULL') return new SluiceError('disk_full', 'The disk of the gateway database is full.', { cause: error });
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new SluiceError('database_corrupt', `The gateway's database, gateway.db in SLUICE_HOME, is damaged (${code}).`, {
      cause: error,
    });
  const detail = `The gateway database refused${code === '' ? '' : ` (${code})`}.`;
  return new SluiceError('database_failed', detail, { cause: error, retryAfterMs: 1000 });
}
