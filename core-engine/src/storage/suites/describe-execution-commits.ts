import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommitResult, ExecutionChange, ExecutionStore } from '../ports/execution-store.ts';
import { completedRun, laterChange, sampleExecution, sampleSegment, startedRun } from './sample-changes.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every execution store must do with changes and journals, whatever it stands on. */
export function describeExecutionCommits(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: ExecutionStore;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.executions;
  });
  afterEach(() => fixture.dispose());

  const commitOne = async (change: ExecutionChange): Promise<CommitResult> => (await store.commit([change]))[0] as CommitResult;
  const codeOf = (result: CommitResult | undefined) => (result?.ok === false ? result.code : 'ok');
  const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();

  describe('a commit', () => {
    it('stores a completed run with its journal, and keeps it over a restart', async () => {
      const result = await commitOne(completedRun('e-1', { segment: { ...sampleSegment(1, 3, 'hello'), perf: { us: [1, 2] } } }));
      expect(result).toEqual({
        ok: true,
        workflowId: 'wf-1',
        status: 'completed',
        lastSeq: 3,
        inputsLeft: false,
        undelivered: [],
        toldChildren: [],
      });
      store = (await fixture.reopen()).executions;
      const loaded = await store.load('e-1');
      expect(loaded?.execution).toEqual({
        id: 'e-1',
        ...sampleExecution(),
        status: 'completed',
        endedAtMs: 1001,
        lastSeq: 3,
        actor: undefined,
        parent: undefined,
        depth: 0,
        error: undefined,
        waits: undefined,
        leaseOwner: undefined,
        leaseUntilMs: undefined,
        fence: 1,
      });
      expect(loaded?.segments).toHaveLength(1);
      expect(loaded?.segments[0]).toMatchObject({ firstSeq: 1, lastSeq: 3, perf: { us: [1, 2] } });
      expect(textOf(loaded?.segments[0]?.bytes ?? new Uint8Array())).toBe(textOf(sampleSegment(1, 3, 'hello').bytes));
    });

    it('keeps who acts, for whom, the parent, the error and the waits', async () => {
      const parent = { executionId: 'p', node: 'call', scope: 'loop#0', index: 2 };
      const error = { code: 'code_failed', message: 'no', nodeId: 'n' };
      await store.commit([
        completedRun('e-1', {
          create: sampleExecution({ actor: 'did:key:z6MkActor', parent, depth: 3 }),
          status: 'failed',
          error,
        }),
        startedRun('e-2', { status: 'waiting', waits: [{ node: 'w', scope: '', index: 0, wait: { kind: 'time', dueAt: 9 } }] }),
      ]);
      expect(await store.find('e-1')).toMatchObject({
        actor: 'did:key:z6MkActor',
        owner: 'did:key:z6MkOwner',
        parent,
        depth: 3,
        error,
        status: 'failed',
      });
      expect((await store.find('e-2'))?.waits).toEqual([{ node: 'w', scope: '', index: 0, wait: { kind: 'time', dueAt: 9 } }]);
    });

    it('judges each change of a group by itself', async () => {
      const results = await store.commit([
        startedRun('e-1'),
        startedRun('e-1'),
        laterChange('e-9'),
        laterChange('e-1', { segment: sampleSegment(4, 5) }),
        laterChange('e-1', { segment: sampleSegment(4, 6) }),
        laterChange('e-1', { segment: sampleSegment(6, 6), status: 'completed', endedAtMs: 5 }),
        laterChange('e-1', { status: 'running' }),
      ]);
      expect(results.map(codeOf)).toEqual(['ok', 'exists', 'unknown', 'ok', 'seq', 'ok', 'fenced']);
      expect(await store.find('e-1')).toMatchObject({ status: 'completed', lastSeq: 6, endedAtMs: 5 });
      expect((await store.loadSegments('e-1', 0, 10)).map((segment) => segment.lastSeq)).toEqual([3, 5, 6]);
    });

    it('refuses what the wrong owner or an old fence sends (I3)', async () => {
      await commitOne(startedRun('e-1'));
      expect(
        codeOf(await commitOne(laterChange('e-1', { lease: { owner: 'engine-b', fence: 1 }, segment: sampleSegment(4, 4) }))),
      ).toBe('fenced');
      expect(
        codeOf(await commitOne(laterChange('e-1', { lease: { owner: 'engine-a', fence: 0 }, segment: sampleSegment(4, 4) }))),
      ).toBe('fenced');
      expect(
        codeOf(await commitOne(laterChange('e-1', { lease: { owner: 'engine-a', fence: 2 }, segment: sampleSegment(4, 4) }))),
      ).toBe('fenced');
      expect((await store.find('e-1'))?.lastSeq).toBe(3);
    });

    it('still takes the holder of an expired lease that nobody took over', async () => {
      await commitOne(startedRun('e-1', { leaseUntilMs: 1 }));
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(4, 4) })))).toBe('ok');
    });

    it('refuses a hole, a repetition and a segment that runs backwards in the journal', async () => {
      expect(codeOf(await commitOne(startedRun('e-0', { segment: sampleSegment(2, 3) })))).toBe('seq');
      expect(await store.find('e-0')).toBeUndefined();
      await commitOne(startedRun('e-1'));
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(5, 6) })))).toBe('seq');
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(3, 4) })))).toBe('seq');
      expect(codeOf(await commitOne(laterChange('e-1', { segment: { ...sampleSegment(4, 4), lastSeq: 3 } })))).toBe('seq');
    });

    it('refuses a status that may not follow, and a final one without its time', async () => {
      await commitOne(startedRun('e-1'));
      expect(codeOf(await commitOne(laterChange('e-1', { status: 'queued' })))).toBe('transition');
      expect(codeOf(await commitOne(laterChange('e-1', { status: 'completed' })))).toBe('transition');
      expect(codeOf(await commitOne(laterChange('e-1', { status: 'waiting', endedAtMs: 5 })))).toBe('transition');
      expect(codeOf(await commitOne(completedRun('e-2', { status: 'waiting' })))).toBe('transition');
      expect(await store.find('e-1')).toMatchObject({ status: 'running', endedAtMs: undefined });
    });

    it('writes nothing of a refused change and all of the others', async () => {
      await commitOne(startedRun('e-1'));
      const stale = { owner: 'engine-a', fence: 0 };
      const results = await store.commit([
        {
          ...laterChange('e-1', {
            lease: stale,
            segment: sampleSegment(4, 4),
            timers: { set: [{ id: 't', dueAt: 1 }] },
            snapshot: { seq: 4, bytes: Buffer.from('s') },
          }),
          blobs: ['b'.repeat(64)],
          notify: [{ executionId: 'e-1', input: { type: 'timer-fired', timer: 'x', at: 1 } }],
          children: [{ id: 'child', execution: sampleExecution(), input: { type: 'timer-fired', timer: 'x', at: 1 } }],
        },
        completedRun('e-2'),
      ]);
      expect(results.map(codeOf)).toEqual(['fenced', 'ok']);
      expect(await store.nextDueAt()).toBeUndefined();
      expect(await store.loadSnapshot('e-1', 99)).toBeUndefined();
      expect((await store.load('e-1'))?.inbox).toEqual([]);
      expect(await store.find('child')).toBeUndefined();
      expect(await store.unreferencedBlobs(['b'.repeat(64)])).toEqual(['b'.repeat(64)]);
    });

    it('refuses, alone, a change that the database cannot take', async () => {
      // Reason for the cast: what a bug of a caller would hand over.
      const broken = { ...sampleExecution(), workflowName: { not: 'a text' } as unknown as string };
      const results = await store.commit([completedRun('e-1'), completedRun('e-2', { create: broken }), completedRun('e-3')]);
      expect(results.map(codeOf)).toEqual(['ok', 'invalid', 'ok']);
      expect(await store.find('e-2')).toBeUndefined();
      expect(await store.find('e-3')).toBeDefined();
    });

    it('takes an empty group and a thousand changes alike', async () => {
      expect(await store.commit([])).toEqual([]);
      const results = await store.commit(Array.from({ length: 1000 }, (_, at) => completedRun(`e-${at}`)));
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect((await store.countByStatus()).completed).toBe(1000);
    });
  });

  describe('the journal', () => {
    it('is read from any seq on, in parts', async () => {
      await commitOne(startedRun('e-1', { segment: sampleSegment(1, 10) }));
      for (let seq = 11; seq <= 20; seq++) await commitOne(laterChange('e-1', { segment: sampleSegment(seq, seq) }));
      expect((await store.loadSegments('e-1', 0, 3)).map(({ firstSeq }) => firstSeq)).toEqual([1, 11, 12]);
      expect((await store.loadSegments('e-1', 5, 2)).map(({ firstSeq }) => firstSeq)).toEqual([1, 11]);
      expect((await store.loadSegments('e-1', 10, 2)).map(({ firstSeq }) => firstSeq)).toEqual([11, 12]);
      expect(await store.loadSegments('e-1', 20, 2)).toEqual([]);
      expect(await store.loadSegments('nobody', 0, 2)).toEqual([]);
    });

    it('is loaded from the newest snapshot on, and any older snapshot can be found', async () => {
      await commitOne(startedRun('e-1', { snapshot: { seq: 3, bytes: Buffer.from('three') } }));
      await commitOne(laterChange('e-1', { segment: sampleSegment(4, 6), snapshot: { seq: 6, bytes: Buffer.from('six') } }));
      await commitOne(laterChange('e-1', { segment: sampleSegment(7, 8) }));
      const loaded = await store.load('e-1');
      expect(textOf(loaded?.snapshot?.bytes ?? new Uint8Array())).toBe('six');
      expect(loaded?.segments.map(({ firstSeq }) => firstSeq)).toEqual([7]);
      expect((await store.loadSnapshot('e-1', 5))?.seq).toBe(3);
      expect(await store.loadSnapshot('e-1', 2)).toBeUndefined();
    });
  });

  describe('sub-workflows', () => {
    const input = (executionId: string) => ({
      type: 'execution-started' as const,
      at: 1,
      executionId,
      workflowId: 'wf-2',
      version: 'b'.repeat(64),
      mode: 'production' as const,
      trigger: 'in',
      items: { items: [] },
      seed: '0'.repeat(32),
    });
    const child = (id: string) => ({
      id,
      execution: sampleExecution({
        workflowId: 'wf-2',
        parent: { executionId: 'p', node: 'call', scope: '', index: 0 },
        depth: 1,
      }),
      input: input(id),
    });

    it('are started with the commit that asks for them, once, and can be claimed', async () => {
      await commitOne(startedRun('p', { children: [child('c')] }));
      await commitOne(laterChange('p', { children: [child('c')] }));
      const [claimed, ...others] = await store.claim({ owner: 'engine-b', untilMs: 99, nowMs: 1, limit: 10 });
      expect(others).toEqual([]);
      expect(claimed).toMatchObject({
        id: 'c',
        status: 'queued',
        fence: 1,
        parent: { executionId: 'p', node: 'call', scope: '', index: 0 },
      });
      expect((await store.load('c'))?.inbox.map((entry) => entry.input)).toEqual([input('c')]);
      expect((await store.list({ parentId: 'p', limit: 10 })).items.map(({ id }) => id)).toEqual(['c']);
    });

    it('are told of the end of the one that waits for them, in the same commit: those that go on, and no error run', async () => {
      const childOf = (node: string) => ({
        create: sampleExecution({ parent: { executionId: 'p', node, scope: '', index: 0 } }),
      });
      await store.commit([
        startedRun('p'),
        startedRun('open', childOf('call')),
        startedRun('parked', { ...childOf('call'), status: 'waiting', releaseLease: true }),
        completedRun('over', childOf('call')),
        startedRun('error run', childOf('')),
        startedRun('somebody'),
      ]);
      const tellChildren = { type: 'cancel-requested' as const, at: 5, reason: 'the parent was cancelled' };
      const result = await commitOne(laterChange('p', { status: 'cancelled', endedAtMs: 5, tellChildren }));
      expect(result).toMatchObject({ ok: true, toldChildren: ['open', 'parked'] });
      const inboxOf = async (id: string) => (await store.load(id))?.inbox.map(({ input }) => input);
      expect([await inboxOf('open'), await inboxOf('parked')]).toEqual([[tellChildren], [tellChildren]]);
      for (const id of ['over', 'error run', 'somebody']) expect(await inboxOf(id)).toEqual([]);
    });

    it('tell their parent in the commit that ends them; who cannot be told is named', async () => {
      await store.commit([startedRun('p', { status: 'waiting', releaseLease: true }), startedRun('c'), completedRun('gone')]);
      const note = (executionId: string) => ({ executionId, input: { type: 'timer-fired' as const, timer: 'child', at: 2 } });
      const result = await commitOne(
        laterChange('c', { status: 'completed', endedAtMs: 5, notify: [note('p'), note('gone'), note('nobody')] }),
      );
      expect(result).toMatchObject({ ok: true, undelivered: ['gone', 'nobody'] });
      expect((await store.claim({ owner: 'engine-b', untilMs: 99, nowMs: 1, limit: 10 })).map(({ id }) => id)).toEqual(['p']);
    });
  });
}
