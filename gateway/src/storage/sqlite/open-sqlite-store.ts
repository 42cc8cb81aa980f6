import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import Sqlite, { type Database } from 'better-sqlite3';
import type { GatewayStore } from '../ports.ts';
import { databaseFailure } from './database-failure.ts';
import { drizzle, migrate } from './drizzle.ts';
import { GroupCommit } from './group-commit.ts';
import { createAdmissionStore } from './sqlite-admission-store.ts';
import { createClaimStore } from './sqlite-claim-store.ts';
import { createKeyStore } from './sqlite-key-store.ts';
import { createTicketStore } from './sqlite-ticket-store.ts';
import { sweepSqlite } from './sweep-sqlite.ts';

const migrationsFolder = join(import.meta.dirname, '../migrations');

/**
 * Opens (or makes) the gateway's database file: WAL, and synchronous FULL, so that a commit survives the loss of power.
 *
 * @throws SluiceError `database_newer` when a newer Sluice migrated it, `database_corrupt`, `database_failed` or `disk_full`.
 */
export function openSqliteStore(file: string): GatewayStore {
  const raw = open(file);
  const database = drizzle(raw);
  refuseNewer(raw, file);
  attempt(() => migrate(database, { migrationsFolder }));
  const commits = new GroupCommit(raw);
  return {
    keys: createKeyStore(database, commits),
    claims: createClaimStore(database, commits),
    admissions: createAdmissionStore(database, commits),
    tickets: createTicketStore(database, commits),
    check: () => commits.write(() => undefined),
    sweep: (now) => commits.write(() => sweepSqlite(database, now)),
    close: async () => {
      commits.flush();
      raw.close();
    },
  };
}

function open(file: string): Database {
  return attempt(() => {
    const raw = new Sqlite(file, { timeout: 5000 });
    chmodSync(file, 0o600);
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    return raw;
  });
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw databaseFailure(error);
  }
}

function refuseNewer(raw: Database, file: string): void {
  const table = raw.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get();
  if (table === undefined) return;
  const found =
    raw.prepare<[], { newest: number }>('SELECT max(created_at) AS newest FROM __drizzle_migrations').get()?.newest ?? 0;
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[];
  };
  const known = Math.max(...journal.entries.map(({ when }) => when));
  if (found <= known) return;
  raw.close();
  throw new SluiceError('database_newer', `${file} was migrated by a newer version of Sluice.`);
}
