import { chmodSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { drizzle } from './drizzle.ts';
import * as schema from './schema.ts';
import { isDatabaseWide, sqliteFailure } from './sqlite-failure.ts';

/**
 * The one connection that a process has to its SQLite file, and the only place where transactions begin and end.
 *
 * It works on the caller's thread: measured (docs/decisions/0010), the way to a writer thread and back costs more than the commit.
 * Callers of the ports cannot tell, for those return promises.
 */
export class SqliteDatabase implements Disposable {
  readonly file: string;
  readonly raw: Sqlite.Database;
  readonly orm: BetterSQLite3Database<typeof schema>;
  readonly #statements = new Map<string, Sqlite.Statement<unknown[]>>();
  readonly #begin: Sqlite.Statement<unknown[]>;
  readonly #commit: Sqlite.Statement<unknown[]>;
  readonly #rollback: Sqlite.Statement<unknown[]>;

  /** Opens, or makes, the file, readable for its owner alone. Throws as `sqliteFailure` says. */
  constructor(file: string) {
    this.file = file;
    this.raw = openFile(file);
    this.orm = drizzle(this.raw, { schema });
    this.#begin = this.raw.prepare('BEGIN IMMEDIATE');
    this.#commit = this.raw.prepare('COMMIT');
    this.#rollback = this.raw.prepare('ROLLBACK');
  }

  /** The prepared statement for this text; prepared once. The row type is the caller's promise about its own SQL. */
  prepare<Row = unknown>(sql: string): Sqlite.Statement<unknown[], Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.raw.prepare(sql);
      this.#statements.set(sql, statement);
    }
    // The map holds statements of every row type; which one belongs to this text only the caller knows.
    return statement as Sqlite.Statement<unknown[], Row>;
  }

  /** Runs `work` in one transaction and returns after it is durable (I2); when anything throws, nothing of it is left. */
  write<T>(work: () => T): T {
    try {
      this.#begin.run();
      const result = work();
      this.#commit.run();
      return result;
    } catch (error) {
      this.#rollBack();
      throw sqliteFailure(error, this.file);
    }
  }

  /**
   * Runs `work`, within `write`, so that its own fault (a value the database cannot take) undoes it alone. What is wrong with the
   * database as a whole is thrown on.
   */
  attempt<T>(work: () => T): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown } {
    this.prepare('SAVEPOINT attempt').run();
    try {
      const value = work();
      this.prepare('RELEASE attempt').run();
      return { ok: true, value };
    } catch (error) {
      if (isDatabaseWide(error)) throw error;
      this.prepare('ROLLBACK TO attempt').run();
      this.prepare('RELEASE attempt').run();
      return { ok: false, error };
    }
  }

  /** Runs `work`, which only reads, and translates what it throws. */
  read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw sqliteFailure(error, this.file);
    }
  }

  [Symbol.dispose](): void {
    this.raw.close();
  }

  /** SQLite has rolled back by itself after some failures; after others the transaction is still open. */
  #rollBack(): void {
    if (!this.raw.inTransaction) return;
    try {
      this.#rollback.run();
    } catch {
      // The first failure is the one to tell; without a commit the change is gone in any case.
    }
  }
}

function openFile(file: string): Sqlite.Database {
  let raw: Sqlite.Database | undefined;
  try {
    raw = new Sqlite(file, { timeout: 5000 });
    chmodSync(file, 0o600);
    configure(raw);
    return raw;
  } catch (error) {
    raw?.close();
    throw sqliteFailure(error, file);
  }
}

function configure(raw: Sqlite.Database): void {
  // These two take effect only in a file that is still empty. Pages of 8 KiB hold three usual segments instead of one.
  raw.pragma('page_size = 8192');
  raw.pragma('auto_vacuum = INCREMENTAL');
  raw.pragma('journal_mode = WAL');
  // FULL: a commit returns after the log was synced, so that an acknowledged change survives a power cut (I2).
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('busy_timeout = 5000');
  raw.pragma('wal_autocheckpoint = 1000');
  raw.pragma('journal_size_limit = 67108864');
  raw.pragma('temp_store = MEMORY');
  // SQLite's own lower() knows ASCII only.
  raw.function('unicode_lower', { deterministic: true }, (text: unknown) => String(text).toLowerCase());
}
