import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import Sqlite from 'better-sqlite3';
import { sqliteFailure } from './sqlite-failure.ts';

/**
 * Keeps a second engine away from a SLUICE_HOME. The lock is SQLite's own exclusive file lock on `lock.db`, which the operating
 * system takes back when the process dies however it dies: there are no stale locks to judge. `lock.pid` is only for the message.
 *
 * No other code of this process may open `lock.db`: closing any descriptor of it would drop the lock (POSIX).
 */
export class HomeLock implements Disposable {
  readonly #database: Sqlite.Database;
  readonly #pidFile: string;

  /** Throws `home_locked` when somebody else has it. */
  constructor(home: string) {
    const file = join(home, 'lock.db');
    this.#pidFile = join(home, 'lock.pid');
    let database: Sqlite.Database | undefined;
    try {
      database = new Sqlite(file, { timeout: 0 });
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database?.close();
      if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) throw this.#refusal(home);
      throw sqliteFailure(error, file);
    }
    this.#database = database;
    this.#leaveName();
  }

  [Symbol.dispose](): void {
    rmSync(this.#pidFile, { force: true });
    this.#database.close();
  }

  #leaveName(): void {
    try {
      writeFileSync(this.#pidFile, String(process.pid));
    } catch {
      // Without it the message names no process; a full disk is told by whoever writes something that matters.
    }
  }

  #refusal(home: string): SluiceError {
    let holder = 'Another engine';
    try {
      holder = `Another engine (process ${readFileSync(this.#pidFile, 'utf8')})`;
    } catch {
      // The other one has not written it yet.
    }
    return new SluiceError('home_locked', `${holder} is using ${home}.`);
  }
}
