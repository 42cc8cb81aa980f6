import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import Sqlite from 'better-sqlite3';

/** Less than this free counts as full: SQLite then fails with I/O errors of many names. */
const FULL_BELOW_BYTES = 256 * 1024;

/** What kind of failure SQLite's result code (`SQLITE_IOERR_FSYNC` …) is; `statement` means that the statement was wrong, not the disk. */
type FailureKind = 'full' | 'io' | 'corrupt' | 'busy' | 'statement';

/** True when the failure is of the database as a whole, so that another statement would fail as well. */
export function isDatabaseWide(error: unknown): boolean {
  return kindOf(error) !== 'statement';
}

/**
 * The error that callers see for whatever a write or read threw: `disk_full`, `database_corrupt` or `database_failed`; a `SluiceError` stays
 * as it is. Call it after the rollback: nothing of the transaction is left.
 */
export function sqliteFailure(error: unknown, databaseFile: string): Error {
  if (error instanceof SluiceError) return error;
  const cause = error;
  const said = error instanceof Error ? error.message : String(error);
  switch (kindOf(error)) {
    case 'full':
      return new SluiceError('disk_full', `The disk that holds ${databaseFile} is full; nothing was changed.`, { cause });
    case 'io':
      if (isDiskFull(databaseFile))
        return new SluiceError('disk_full', `The disk that holds ${databaseFile} is full; nothing was changed.`, { cause });
      return new SluiceError('database_failed', `${databaseFile}: ${said}; nothing was changed.`, { cause });
    case 'corrupt':
      return new SluiceError('database_corrupt', `${databaseFile} is damaged: ${said}.`, { cause });
    case 'busy':
      return new SluiceError('database_failed', `Another program holds a lock on ${databaseFile}; nothing was changed.`, {
        cause,
        retryAfterMs: 1000,
      });
    case 'statement':
      return new SluiceError('database_failed', `${databaseFile}: ${said}; nothing was changed.`, { cause });
  }
}

function kindOf(error: unknown): FailureKind {
  if (!(error instanceof Sqlite.SqliteError)) return 'statement';
  const code = error.code;
  if (code === 'SQLITE_FULL') return 'full';
  if (code === 'SQLITE_CORRUPT' || code.startsWith('SQLITE_CORRUPT_') || code === 'SQLITE_NOTADB') return 'corrupt';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy';
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|NOMEM|PROTOCOL|PERM|AUTH)/.test(code)) return 'io';
  return 'statement';
}

function isDiskFull(databaseFile: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(databaseFile));
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}
