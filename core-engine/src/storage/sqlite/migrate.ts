import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import type { SqliteDatabase } from './sqlite-database.ts';
import { sqliteFailure } from './sqlite-failure.ts';

/** One step of the schema; its number is its place, from 1, and what `user_version` says after it. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The migrations that drizzle-kit wrote from `schema.ts`, in order. */
export function readMigrations(folder = join(import.meta.dirname, 'migrations')): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(join(folder, file), 'utf8') }));
}

/**
 * Brings the database to the newest schema, each step in a transaction of its own, so that a crash in between goes on from there. Before
 * the first step of an update the old file is copied beside it. Throws `database_newer` when a newer Sluice has written it.
 */
export function migrate(database: SqliteDatabase, migrations: readonly Migration[], softwareVersion: string): void {
  const found = schemaVersion(database);
  const known = migrations.length;
  if (found > known) throw newer(database, found, known, softwareVersion);
  if (found > 0 && found < known) backUp(database, found);
  for (let version = found + 1; version <= known; version++) {
    const { sql } = migrations[version - 1] as Migration; // within bounds by the loop
    database.write(() => {
      database.raw.exec(sql.replaceAll('--> statement-breakpoint', ''));
      database.raw.pragma(`user_version = ${version}`);
    });
  }
  if (found === known && writtenBy(database) === softwareVersion) return;
  database.write(() => {
    const upsert = `INSERT INTO meta (name, value) VALUES ('software_version', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`;
    database.raw.prepare(upsert).run(softwareVersion);
  });
}

export function schemaVersion(database: SqliteDatabase): number {
  return database.read(() => Number(database.raw.pragma('user_version', { simple: true })));
}

function newer(database: SqliteDatabase, found: number, known: number, softwareVersion: string): SluiceError {
  const writer = writtenBy(database);
  return new SluiceError(
    'database_newer',
    `${database.file} has schema ${found}, written by Sluice ${writer ?? 'of an unknown version'}; this is Sluice ${softwareVersion}, which knows schema ${known} and older.`,
    {
      hint: `Start Sluice ${writer ?? 'in that version'} or newer, or restore the copy that the update made beside the database (${database.file}.schema-…).`,
    },
  );
}

/** A newer schema may have no such table. */
function writtenBy(database: SqliteDatabase): string | undefined {
  try {
    const row = database.raw.prepare<[], { value: string }>(`SELECT value FROM meta WHERE name = 'software_version'`).get();
    return row?.value;
  } catch {
    return undefined;
  }
}

function backUp(database: SqliteDatabase, version: number): void {
  const copy = `${database.file}.schema-${version}`;
  if (existsSync(copy)) return;
  try {
    database.raw.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    throw sqliteFailure(error, copy);
  }
}
