import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExecutionChange, ExecutionQuery, ExecutionStore } from '../ports/execution-store.ts';
import { completedRun, sampleExecution, sampleSegment, startedRun } from './sample-changes.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every execution store must do with lists and retention, whatever it stands on. */
export function describeExecutionLists(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: ExecutionStore;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.executions;
  });
  afterEach(() => fixture.dispose());

  describe('lists', () => {
    const many = async () => {
      const statuses = ['completed', 'failed', 'waiting'] as const;
      const changes = Array.from({ length: 30 }, (_, at): ExecutionChange => {
        const create = sampleExecution({
          workflowId: `wf-${at % 2}`,
          workflowName: at % 2 === 0 ? 'Even' : 'Odd ones',
          startedAtMs: 1000 + Math.floor(at / 2),
        });
        const status = statuses[at % 3] ?? 'completed';
        return status === 'waiting'
          ? startedRun(`e-${at}`, { create, status })
          : completedRun(`e-${at}`, { create, status, endedAtMs: 2000 + at });
      });
      await store.commit(changes);
    };
    const all = async (query: Omit<Parameters<ExecutionStore['list']>[0], 'limit' | 'cursor'>, limit = 4) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ ...query, limit, ...(cursor === undefined ? {} : { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return ids.map((id) => Number(id.slice(2)));
    };
    const range = (keep: (at: number) => boolean) => Array.from({ length: 30 }, (_, at) => 29 - at).filter(keep);

    it('give every execution once, newest first, page by page', async () => {
      await many();
      expect(await all({})).toEqual(range(() => true));
      expect(await all({}, 7)).toEqual(range(() => true));
      expect(await all({}, 30)).toEqual(range(() => true));
      expect((await store.list({ limit: 30 })).nextCursor).toBeNull();
    });

    it('filter by workflow, status and time', async () => {
      await many();
      expect(await all({ workflowId: 'wf-1' })).toEqual(range((at) => at % 2 === 1));
      expect(await all({ statuses: ['failed'] })).toEqual(range((at) => at % 3 === 1));
      expect(await all({ statuses: ['failed', 'waiting'] })).toEqual(range((at) => at % 3 !== 0));
      expect(await all({ statuses: ['completed', 'waiting'], workflowId: 'wf-0' })).toEqual(
        range((at) => at % 3 !== 1 && at % 2 === 0),
      );
      expect(await all({ statuses: ['waiting'], workflowId: 'wf-0' })).toEqual(range((at) => at % 3 === 2 && at % 2 === 0));
      expect(await all({ fromMs: 1003, toMs: 1006 })).toEqual([11, 10, 9, 8, 7, 6]);
      expect(await all({ statuses: [] })).toEqual([]);
    });

    it('find text in ids, names, errors and journals, in any case, quotes included', async () => {
      await many();
      const error = { code: 'code_failed', message: 'The Flux Capacitor broke' };
      await store.commit([
        completedRun('x-1', { create: sampleExecution({ startedAtMs: 1 }), status: 'failed', error }),
        completedRun('x-2', {
          create: sampleExecution({ startedAtMs: 2 }),
          segment: sampleSegment(1, 2, 'say "hello", Ärger\nnow'),
        }),
      ]);
      const search = async (text: string) => (await store.list({ search: text, limit: 50 })).items.map(({ id }) => id);
      expect(await search('X-1')).toEqual(['x-1']);
      expect(await search('flux capacitor')).toEqual(['x-1']);
      expect(await search('say "HELLO"')).toEqual(['x-2']);
      expect(await search('ärger\nNOW')).toEqual(['x-2']);
      expect(await search('"text":"say')).toEqual(['x-2']);
      expect(await search('odd one')).toHaveLength(15);
      expect(await search('no such thing')).toEqual([]);
      expect(await all({ search: 'odd', statuses: ['failed'] })).toEqual(range((at) => at % 2 === 1 && at % 3 === 1));
    });

    it('find text in what was too large for the journal', async () => {
      const bytes = new TextEncoder().encode(JSON.stringify([{ json: { note: 'Ärger "im" Blob' } }]));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await fixture.storage.blobs.writeMany([{ sha256, bytes }]);
      const gone = 'e'.repeat(64);
      await store.commit([
        completedRun('b-1', { create: sampleExecution({ startedAtMs: 1 }), blobs: [gone, sha256] }),
        completedRun('b-2', { create: sampleExecution({ startedAtMs: 2 }) }),
      ]);
      const search = async (text: string) => (await store.list({ search: text, limit: 50 })).items.map(({ id }) => id);
      expect(await search('ärger "IM" blob')).toEqual(['b-1']);
      expect(await search('"im" Blob!')).toEqual([]);
    });

    it('refuse a cursor that is not theirs', async () => {
      for (const cursor of [
        'nonsense',
        '',
        Buffer.from('["a",1]').toString('base64url'),
        Buffer.from('[1]').toString('base64url'),
      ]) {
        await expect(store.list({ cursor, limit: 1 })).rejects.toMatchObject({ code: 'request_invalid' });
      }
    });

    it('lose one that has ended when it is removed, with the blobs that were its alone', async () => {
      const [mine, ours] = ['a'.repeat(64), 'b'.repeat(64)];
      await store.commit([
        completedRun('gone', { create: sampleExecution(), blobs: [mine, ours] }),
        completedRun('kept', { create: sampleExecution(), blobs: [ours] }),
        { executionId: 'open', lease: { owner: 'me', fence: 1 }, create: sampleExecution() },
      ]);
      expect(await store.remove('gone')).toEqual({ ok: true, blobs: [mine] });
      expect(await store.find('gone')).toBeUndefined();
      expect(await store.loadSegments('gone', 0, 10)).toEqual([]);
      expect(await store.remove('gone')).toEqual({ ok: false, code: 'unknown' });
      expect(await store.remove('open')).toEqual({ ok: false, code: 'not_final' });
      expect(await store.find('open')).toBeDefined();
    });

    it('count by status, and know the last one of each workflow', async () => {
      await many();
      expect(await store.countByStatus()).toEqual({
        queued: 0,
        running: 0,
        waiting: 10,
        completed: 10,
        failed: 10,
        cancelled: 0,
        'in-doubt': 0,
      });
      expect(await store.countByStatus('wf-0')).toMatchObject({ waiting: 5, completed: 5, failed: 5 });
      const last = await store.lastOf(['wf-0', 'wf-1', 'wf-9']);
      expect([...last].map(([workflowId, { id }]) => [workflowId, id])).toEqual([
        ['wf-0', 'e-28'],
        ['wf-1', 'e-29'],
      ]);
    });

    it('name those who started the newest of a workflow, each once', async () => {
      const run = (id: string, workflowId: string, startedAtMs: number, actor?: string) =>
        completedRun(id, { create: sampleExecution({ workflowId, startedAtMs, ...(actor === undefined ? {} : { actor }) }) });
      await store.commit([
        run('e-1', 'wf-p', 1000, 'did:key:old'),
        run('e-2', 'wf-p', 2000, 'did:key:ada'),
        run('e-3', 'wf-p', 3000, 'did:key:ada'),
        run('e-4', 'wf-p', 4000, 'did:key:bob'),
        run('e-5', 'wf-q', 5000, 'did:key:else'),
      ]);
      expect([...(await store.newestActors('wf-p', 3))].sort()).toEqual(['did:key:ada', 'did:key:bob']);
      expect(await store.newestActors('wf-p', 100)).toHaveLength(3);
      expect(await store.newestActors('wf-none', 100)).toEqual([]);
    });

    it('are of some workflows alone, with every other filter; and so are the blobs that are referred to', async () => {
      await many();
      const list = async (query: Partial<ExecutionQuery>) => {
        const { items } = await store.list({ limit: 100, ...query });
        return new Set(items.map(({ workflowId }) => workflowId));
      };
      expect(await list({ workflowIds: ['wf-1'] })).toEqual(new Set(['wf-1']));
      expect(await list({ workflowIds: [] })).toEqual(new Set());
      expect(await list({ workflowIds: ['wf-1'], workflowId: 'wf-0' })).toEqual(new Set());
      expect(await list({ workflowIds: ['wf-0', 'wf-1'], statuses: ['failed'] })).toEqual(new Set(['wf-0', 'wf-1']));
      expect(await list({ workflowIds: ['wf-0'], search: 'e-' })).toEqual(new Set(['wf-0']));
      await store.commit([completedRun('with', { create: sampleExecution({ workflowId: 'wf-b' }), blobs: ['b'.repeat(64)] })]);
      expect(await store.refersToBlob('b'.repeat(64), ['wf-a', 'wf-b'])).toBe(true);
      expect(await store.refersToBlob('b'.repeat(64), ['wf-a'])).toBe(false);
      expect(await store.refersToBlob('c'.repeat(64), ['wf-b'])).toBe(false);
      expect(await store.refersToBlob('b'.repeat(64), [])).toBe(false);
    });
  });

  describe('retention', () => {
    it('deletes what ended long ago, spares what runs and the newest of each workflow, and names freed blobs', async () => {
      const [shared, alone] = ['5'.repeat(64), 'a'.repeat(64)];
      await store.commit([
        completedRun('old-1', { create: sampleExecution({ startedAtMs: 1 }), endedAtMs: 2, blobs: [shared, alone] }),
        completedRun('old-2', { create: sampleExecution({ startedAtMs: 2 }), endedAtMs: 3 }),
        completedRun('old-3', { create: sampleExecution({ startedAtMs: 3 }), endedAtMs: 4 }),
        completedRun('long', { create: sampleExecution({ startedAtMs: 4 }), endedAtMs: 999 }),
        startedRun('open', { create: sampleExecution({ startedAtMs: 1 }), status: 'waiting', blobs: [shared] }),
        completedRun('other', { create: sampleExecution({ startedAtMs: 1, workflowId: 'wf-2' }), endedAtMs: 2 }),
      ]);
      expect(await store.unreferencedBlobs([shared, alone, 'c'.repeat(64)])).toEqual(['c'.repeat(64)]);
      expect(await store.purge({ endedBeforeMs: 100, keepPerWorkflow: 3, limit: 10 })).toEqual({
        executionIds: ['old-1'],
        blobs: [alone],
      });
      expect(await store.purge({ endedBeforeMs: 100, limit: 1 })).toMatchObject({ executionIds: ['other'] });
      expect(await store.purge({ endedBeforeMs: 100, limit: 10 })).toMatchObject({ executionIds: ['old-2', 'old-3'] });
      expect(await store.load('old-1')).toBeUndefined();
      expect((await store.list({ limit: 10 })).items.map(({ id }) => id)).toEqual(['long', 'open']);
      expect(await fixture.storage.check()).toEqual([expect.stringContaining(shared)]);
    });
  });
}
