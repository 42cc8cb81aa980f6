import type { Storage } from './ports/storage.ts';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.ts';

export interface StorageSettings {
  /** SLUICE_HOME; made when it is missing. */
  readonly home: string;
  /** Of this Sluice: kept in the database, so that an older one can say who wrote it. */
  readonly softwareVersion: string;
}

/**
 * Opens the storage that the settings name, brings its schema up to date and frees what a dead engine held. Rejects with `home_locked`,
 * `database_newer`, `database_corrupt`, `database_failed` or `disk_full`.
 */
export function openStorage(settings: StorageSettings): Promise<Storage> {
  return openSqliteStorage(settings);
}
