import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { FolderBlobStore } from '../folder/folder-blob-store.ts';
import { folderFailure } from '../folder/folder-failure.ts';
import type { Storage } from '../ports/storage.ts';
import { checkStorage } from './check-storage.ts';
import { ExecutionLeases } from './execution-leases.ts';
import { HomeLock } from './home-lock.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { SqliteDatabase } from './sqlite-database.ts';
import { SqliteExecutionStore } from './sqlite-execution-store.ts';
import { SqliteKvStore } from './sqlite-kv-store.ts';
import { SqliteMetaStore } from './sqlite-meta-store.ts';
import { SqliteSecretStore } from './sqlite-secret-store.ts';
import { SqliteShareStore } from './sqlite-share-store.ts';
import { SqliteWorkflowStore } from './sqlite-workflow-store.ts';

export interface SqliteSettings {
  readonly home: string;
  readonly softwareVersion: string;
  /** By default those in the folder `migrations`. */
  readonly migrations?: readonly Migration[];
}

/**
 * Storage in one folder: `sluice.db`, `blobs/`, and the lock that gives both to one engine. Since the lock proves that every former engine is
 * dead, whatever they had leased is free at once.
 */
export async function openSqliteStorage({
  home,
  softwareVersion,
  migrations = readMigrations(),
}: SqliteSettings): Promise<Storage> {
  await makeHome(home);
  using opened = new DisposableStack();
  opened.use(new HomeLock(home));
  const database = opened.use(new SqliteDatabase(join(home, 'sluice.db')));
  migrate(database, migrations, softwareVersion);
  new ExecutionLeases(database).releaseAll();
  const blobs = await FolderBlobStore.open(join(home, 'blobs'));
  const meta = new SqliteMetaStore(database);
  const installationId = await meta.setOnce('installation_id', uuidv7());
  const resources = opened.move();
  return {
    kind: 'sqlite',
    installationId,
    executions: new SqliteExecutionStore(database, blobs),
    workflows: new SqliteWorkflowStore(database),
    shares: new SqliteShareStore(database),
    secrets: new SqliteSecretStore(database),
    kv: new SqliteKvStore(database),
    blobs,
    meta,
    check: () => checkStorage(database, blobs),
    close: async () => resources.dispose(),
  };
}

async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw folderFailure(error, home);
  }
}
