import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { describeBlobStore } from '../suites/describe-blob-store.ts';
import { describeExecutionCommits } from '../suites/describe-execution-commits.ts';
import { describeExecutionLeases } from '../suites/describe-execution-leases.ts';
import { describeExecutionLists } from '../suites/describe-execution-lists.ts';
import { describeKvStore } from '../suites/describe-kv-store.ts';
import { describeShareStore } from '../suites/describe-share-store.ts';
import { describeMetaStore, describeSecretStore } from '../suites/describe-small-stores.ts';
import { describeWorkflowStore } from '../suites/describe-workflow-store.ts';
import { describeWorkflowTriggers } from '../suites/describe-workflow-triggers.ts';
import { describeWorkflowVersions } from '../suites/describe-workflow-versions.ts';
import type { StorageFixture } from '../suites/storage-fixture.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

async function createSqliteFixture(): Promise<StorageFixture> {
  const home = await mkdtemp(join(tmpdir(), 'sluice-storage-'));
  const open = () => openSqliteStorage({ home, softwareVersion: '0.0.0-test' });
  let storage = await open();
  return {
    storage,
    async reopen() {
      await storage.close();
      storage = await open();
      return storage;
    },
    async dispose() {
      await storage.close();
      await rm(home, { recursive: true });
    },
  };
}

describe('SQLite: commits', () => describeExecutionCommits(createSqliteFixture));
describe('SQLite: leases', () => describeExecutionLeases(createSqliteFixture));
describe('SQLite: lists', () => describeExecutionLists(createSqliteFixture));
describe('SQLite: the workflow store', () => describeWorkflowStore(createSqliteFixture));
describe('SQLite: versions of workflows', () => describeWorkflowVersions(createSqliteFixture));
describe('SQLite: what starts workflows', () => describeWorkflowTriggers(createSqliteFixture));
describe('SQLite: shares', () => describeShareStore(createSqliteFixture));
describe('SQLite: the key-value store', () => describeKvStore(createSqliteFixture));
describe('SQLite: the secret store', () => describeSecretStore(createSqliteFixture));
describe('SQLite: the meta store', () => describeMetaStore(createSqliteFixture));
describe('the blob folder', () => describeBlobStore(createSqliteFixture));
