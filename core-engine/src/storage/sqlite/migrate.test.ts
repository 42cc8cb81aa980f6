import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, migrate, readMigrations, schemaVersion } from './migrate.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';
import { SqliteDatabase } from './sqlite-database.ts';

const ADD_COLOUR: Migration = { name: '0001_colour', sql: 'ALTER TABLE workflows ADD COLUMN colour text;' };
const BROKEN: Migration = {
  name: '0002_broken',
  sql: 'CREATE TABLE half_done (x);\n--> statement-breakpoint\nINSERT INTO no_such_table VALUES (1);',
};

describe('migrations', () => {
  let home: string;
  let file: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sluice-migrate-'));
    file = join(home, 'sluice.db');
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const open = (migrations: readonly Migration[], version: string) =>
    openSqliteStorage({ home, softwareVersion: version, migrations });
  const failureOf = async (work: Promise<unknown>) =>
    (await work.then(
      () => undefined,
      (error: unknown) => error,
    )) as SluiceError;

  it('bring an empty file to the newest schema, and do nothing the next time', () => {
    using database = new SqliteDatabase(file);
    expect(schemaVersion(database)).toBe(0);
    migrate(database, readMigrations(), '1.0.0');
    migrate(database, readMigrations(), '1.0.0');
    expect(schemaVersion(database)).toBe(readMigrations().length);
  });

  it('keep the data of an update, and a copy from before it', async () => {
    const before = await open(readMigrations(), '1.0.0');
    await before.meta.set('fact', 'kept');
    await before.close();
    const after = await open([...readMigrations(), ADD_COLOUR], '2.0.0');
    expect(await after.meta.get('fact')).toBe('kept');
    await after.close();
    const copy = new Sqlite(`${file}.schema-${readMigrations().length}`, { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(readMigrations().length);
    expect(copy.prepare(`SELECT value FROM meta WHERE name = 'fact'`).get()).toEqual({ value: 'kept' });
    copy.close();
  });

  it('make no copy of a first start', async () => {
    await (await open([...readMigrations(), ADD_COLOUR], '1.0.0')).close();
    expect(existsSync(`${file}.schema-1`)).toBe(false);
  });

  it('refuse the database of a newer version, name both versions, and change nothing', async () => {
    await (await open([...readMigrations(), ADD_COLOUR], '2.3.4')).close();
    const refusal = await failureOf(open(readMigrations(), '1.0.0'));
    expect(refusal).toBeInstanceOf(SluiceError);
    expect(refusal.code).toBe('database_newer');
    expect(refusal.detail).toContain('2.3.4');
    expect(refusal.detail).toContain('1.0.0');
    expect(refusal.hint).toContain('2.3.4');
    const again = await open([...readMigrations(), ADD_COLOUR], '2.3.4');
    await again.close();
  });

  it('refuse a newer database that has nothing else we know', async () => {
    const raw = new Sqlite(file);
    raw.pragma('user_version = 99');
    raw.close();
    expect((await failureOf(open(readMigrations(), '1.0.0'))).code).toBe('database_newer');
  });

  it('that fail leave the schema as it was before the step, and let go of the home', async () => {
    await (await open(readMigrations(), '1.0.0')).close();
    expect((await failureOf(open([...readMigrations(), ADD_COLOUR, BROKEN], '2.0.0'))).code).toBe('database_failed');
    using database = new SqliteDatabase(file);
    expect(schemaVersion(database)).toBe(readMigrations().length + 1);
    expect(database.raw.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'half_done'`).get()).toBeUndefined();
    await (await open([...readMigrations(), ADD_COLOUR], '2.0.0')).close();
  });
});
