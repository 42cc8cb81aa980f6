import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowStore } from '../ports/workflow-store.ts';
import { completedRun, sampleExecution } from './sample-changes.ts';
import { HASH_1, HASH_2, hooks, sampleDocument, sampleWorkflows } from './sample-workflows.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every workflow store must do with versions and the documents that they are made of. */
export function describeWorkflowVersions(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: WorkflowStore;
  const { create, publish } = sampleWorkflows(() => store);

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.workflows;
  });
  afterEach(() => fixture.dispose());

  describe('versions', () => {
    it('are numbered, immutable and found by hash, with their own layout', async () => {
      await create('w');
      expect(await publish('w', HASH_1)).toEqual({
        ok: true,
        version: { hash: HASH_1, number: 1, message: 'm', createdAtMs: 2000, createdBy: 'did:key:me', active: false },
      });
      expect(await publish('w', HASH_2, { message: 'second' })).toMatchObject({
        ok: true,
        version: { number: 2, message: 'second' },
      });
      await create('v');
      await publish('v', HASH_1, { document: sampleDocument('At 1', 77) });
      expect((await store.listVersions('w')).map(({ number }) => number)).toEqual([2, 1]);
      expect((await store.findVersion('w', HASH_1))?.document.layout).toEqual({ a: { x: 0 } });
      expect((await store.findVersion('v', HASH_1))?.document.layout).toEqual({ a: { x: 77 } });
      expect((await store.findDocument(HASH_2))?.name).toBe('At 2');
      expect(await store.findVersion('v', HASH_2)).toBeUndefined();
      expect(await publish('x', HASH_1)).toEqual({ ok: false, code: 'unknown' });
    });

    it('made of the same document again are the one that is there, and count as published last', async () => {
      await create('w');
      await publish('w', HASH_1);
      await publish('w', HASH_2);
      expect(await publish('w', HASH_1, { message: 'again', nowMs: 9000 })).toMatchObject({
        ok: true,
        version: { number: 1, message: 'm', createdAtMs: 2000 },
      });
      expect((await store.find('w'))?.publishedVersion).toBe(HASH_1);
      expect(await store.listVersions('w')).toHaveLength(2);
    });

    it('are known by the request that published them last', async () => {
      await create('w');
      await publish('w', HASH_1, { request: 'r1' });
      await publish('w', HASH_2, { request: 'r2' });
      expect(await store.findPublished('w', 'r1')).toMatchObject({ hash: HASH_1, number: 1 });
      await publish('w', HASH_1, { request: 'r3' });
      expect(await store.findPublished('w', 'r3')).toMatchObject({ hash: HASH_1, number: 1 });
      expect(await store.findPublished('w', 'r2')).toMatchObject({ hash: HASH_2, number: 2 });
      expect([await store.findPublished('w', 'r1'), await store.findPublished('v', 'r2')]).toEqual([undefined, undefined]);
    });

    it('are activated with publishing, or neither happens', async () => {
      await create('a');
      await create('b');
      expect(await publish('a', HASH_1, { activate: hooks(['POST', 'orders']) })).toMatchObject({
        ok: true,
        version: { active: true },
      });
      const refused = await publish('b', HASH_2, { activate: hooks(['POST', 'orders']) });
      expect(refused).toMatchObject({ ok: false, code: 'webhook_path_taken', workflowId: 'a' });
      expect(await store.listVersions('b')).toEqual([]);
      expect(await store.find('b')).toMatchObject({ publishedVersion: undefined, activeVersion: undefined, updatedAtMs: 1000 });
    });
  });

  describe('documents', () => {
    it('are kept by hash, and purged when nothing names them', async () => {
      await create('w');
      await publish('w', HASH_1);
      const [running, idle, young] = ['3'.repeat(64), '4'.repeat(64), '5'.repeat(64)];
      for (const hash of [running, idle, young]) await store.putDocument(hash, sampleDocument('d'), 100);
      await store.putDocument(young, sampleDocument('d'), 900);
      await fixture.storage.executions.commit([completedRun('e', { create: sampleExecution({ version: running }) })]);
      expect(await store.purgeDocuments(500)).toBe(1);
      expect(await store.findDocument(idle)).toBeUndefined();
      for (const hash of [running, young, HASH_1]) expect(await store.findDocument(hash)).toBeDefined();
    });
  });
}
