import { closeSync, existsSync, openSync, readdirSync, readSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { homePaths } from '../../keys/home.ts';
import type { Settings } from '../../settings.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MEBIBYTE = 1024 * 1024;
const ENOUGH_MIB = 1024;
const TOO_LITTLE_MIB = 64;

/** Free space where SLUICE_HOME is, or will be. */
export function checkDisk(home: string): Finding {
  let folder = home;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const freeMib = Math.floor((bavail * bsize) / MEBIBYTE);
  const message = `${freeMib} MiB are free at ${folder}.`;
  if (freeMib >= ENOUGH_MIB) return ok('disk', message);
  const fix = 'Free some space, or move SLUICE_HOME to a larger disk.';
  return freeMib < TOO_LITTLE_MIB ? fail('disk', message, fix) : warn('disk', message, fix);
}

const migrations = fileURLToPath(new URL('../../../../../core-engine/src/storage/sqlite/migrations', import.meta.url));

/** The database's schema version, which SQLite keeps in the file's header as `user_version`, against the newest that is known here. */
export function checkDatabase(settings: Settings): Finding {
  if (settings.databaseUrl !== undefined)
    return ok('database', 'DATABASE_URL names a PostgreSQL; the engine checks it when it starts.');
  const file = homePaths(settings.home).database;
  if (!existsSync(file)) return ok('database', 'There is no database yet; the first start makes it.');
  const found = userVersion(file);
  if (found === undefined) return fail('database', `${file} is not an SQLite database.`, 'Put its backup back.');
  const known = readdirSync(migrations).filter((name) => name.endsWith('.sql')).length;
  if (found === 0) return ok('database', `${file} is new: which schema it has is still in its write-ahead log.`);
  if (found <= known) return ok('database', `${file} has schema ${found}; this version knows ${known} and older.`);
  return fail(
    'database',
    `${file} has schema ${found}, which a newer version has written.`,
    'Start that version, or restore the backup from before the update.',
  );
}

/** Bytes 60 to 63 of the header, big-endian; undefined for what is not an SQLite file. */
function userVersion(file: string): number | undefined {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    const length = readSync(descriptor, header, 0, 100, 0);
    if (length === 0) return 0; // made, but its first page is still in the write-ahead log
    return length === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0' ? header.readUInt32BE(60) : undefined;
  } finally {
    closeSync(descriptor);
  }
}
