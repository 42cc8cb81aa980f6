import { parentPort, workerData } from 'node:worker_threads';
import Sqlite from 'better-sqlite3';

/** Reads every page of the database file named by `workerData` and sends what is wrong, as sentences. */
function findProblems(file: string): string[] {
  const database = new Sqlite(file, { readonly: true });
  try {
    const pages = database.prepare<[], { quick_check: string }>('PRAGMA quick_check').all();
    const references = database.prepare<[], { table: string; rowid: number }>('PRAGMA foreign_key_check').all();
    return [
      ...pages.filter(({ quick_check: said }) => said !== 'ok').map(({ quick_check: said }) => `Database: ${said}.`),
      ...references.map(({ table, rowid }) => `Database: row ${rowid} of ${table} refers to a row that is not there.`),
    ];
  } catch (error) {
    return [`Database: ${error instanceof Error ? error.message : String(error)}.`];
  } finally {
    database.close();
  }
}

parentPort?.postMessage(findProblems(String(workerData)));
