import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, readMigrations } from './migrate.ts';
import { SqliteDatabase } from './sqlite-database.ts';

export interface TemporaryDatabase extends Disposable {
  readonly home: string;
  readonly database: SqliteDatabase;
  /** One more connection to the same file, as another process would have it. */
  connect(): SqliteDatabase;
}

/** For tests: a migrated database in a folder of its own, which goes when it is disposed. */
export function createTemporaryDatabase(): TemporaryDatabase {
  const home = mkdtempSync(join(tmpdir(), 'sluice-database-'));
  const opened: SqliteDatabase[] = [];
  const connect = () => {
    const database = new SqliteDatabase(join(home, 'sluice.db'));
    opened.push(database);
    return database;
  };
  const database = connect();
  migrate(database, readMigrations(), '0.0.0-test');
  return {
    home,
    database,
    connect,
    [Symbol.dispose]() {
      for (const one of opened) one[Symbol.dispose]();
      rmSync(home, { recursive: true });
    },
  };
}
