import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { lt } from './drizzle.ts';
import { answers, nonces, tickets } from './schema.ts';

/** Drops nonces, remembered answers and tickets that are past their end: they can refuse or answer nothing any more. */
export function sweepSqlite(database: BetterSQLite3Database, now: number): void {
  for (const table of [nonces, answers, tickets]) database.delete(table).where(lt(table.until, now)).run();
}
