import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommitResult, ExecutionChange, ExecutionStore } from '../ports/execution-store.ts';
import { completedRun, laterChange, sampleExecution, sampleSegment, startedRun } from './sample-changes.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every execution store must do, whatever it stands on. */
export function describeExecutionStore(createFixture: CreateStorageFixture): void {
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

  describe('leases', () => {
    const claim = (owner: string, nowMs: number, limit = 10) => store.claim({ owner, untilMs: nowMs + 100, nowMs, limit });
    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);

    it('are not given for what is leased, parked without reason, or ended', async () => {
      await store.commit([
        startedRun('running', { leaseUntilMs: 1000 }),
        startedRun('parked', { status: 'waiting', releaseLease: true }),
        completedRun('done'),
      ]);
      expect(await claim('engine-b', 999)).toEqual([]);
    });

    it('are given for what is queued, oldest first, up to the limit, with a new fence', async () => {
      const queued = ({ executionId, lease, create }: ExecutionChange, startedAtMs: number): ExecutionChange => ({
        executionId,
        lease,
        create: { ...(create ?? sampleExecution()), startedAtMs },
      });
      await store.commit([queued(startedRun('q-1'), 1), queued(startedRun('q-2'), 2), queued(startedRun('q-3'), 3)]);
      const first = await claim('engine-b', 10, 2);
      expect(idsOf(first)).toEqual(['q-1', 'q-2']);
      expect(first[0]).toMatchObject({ leaseOwner: 'engine-b', leaseUntilMs: 110, fence: 2, status: 'queued' });
      expect(idsOf(await claim('engine-c', 10))).toEqual(['q-3']);
      expect(await claim('engine-d', 10)).toEqual([]);
    });

    it('pass to another once they are over; what the former holder sends is then refused', async () => {
      await commitOne(startedRun('e-1', { leaseUntilMs: 1000 }));
      expect(idsOf(await claim('engine-b', 1000))).toEqual(['e-1']);
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(4, 4) })))).toBe('fenced');
      expect(
        codeOf(await commitOne(laterChange('e-1', { lease: { owner: 'engine-b', fence: 2 }, segment: sampleSegment(4, 4) }))),
      ).toBe('ok');
    });

    it('are given for a timer that is due and for an inbox that is not empty', async () => {
      const park = (id: string, dueAt: number) =>
        startedRun(id, { status: 'waiting', releaseLease: true, timers: { set: [{ id: 't', dueAt }] } });
      await store.commit([park('soon', 500), park('late', 9000), park('called', 9000)]);
      await store.addInput('called', { type: 'resume-requested', at: 1 });
      expect(idsOf(await claim('engine-b', 499))).toEqual(['called']);
      expect(idsOf(await claim('engine-b', 500))).toEqual(['soon']);
    });

    it('can be taken one by one, renewed and given back', async () => {
      await store.commit([startedRun('e-1', { leaseUntilMs: 1000 }), completedRun('done')]);
      expect(await store.take('e-1', { owner: 'engine-b', untilMs: 2000, nowMs: 500 })).toEqual({
        ok: false,
        code: 'leased',
        owner: 'engine-a',
        untilMs: 1000,
      });
      expect(await store.take('done', { owner: 'engine-b', untilMs: 2000, nowMs: 500 })).toEqual({ ok: false, code: 'final' });
      expect(await store.take('nobody', { owner: 'engine-b', untilMs: 2000, nowMs: 500 })).toEqual({
        ok: false,
        code: 'unknown',
      });
      expect(await store.take('e-1', { owner: 'engine-b', untilMs: 2000, nowMs: 1500 })).toMatchObject({
        ok: true,
        execution: { fence: 2, leaseOwner: 'engine-b' },
      });
      expect(await store.renew('engine-a', ['e-1'], 9000)).toEqual([]);
      expect(await store.renew('engine-b', ['e-1', 'nobody'], 9000)).toEqual(['e-1']);
      expect((await store.find('e-1'))?.leaseUntilMs).toBe(9000);
      await store.release('engine-a', ['e-1']);
      expect((await store.find('e-1'))?.leaseOwner).toBe('engine-b');
      await store.release('engine-b', ['e-1']);
      expect(await store.find('e-1')).toMatchObject({ leaseOwner: undefined, leaseUntilMs: undefined, fence: 2 });
      expect(idsOf(await claim('engine-c', 1))).toEqual(['e-1']);
    });

    it('taken again by their own holder get a new fence', async () => {
      await commitOne(startedRun('e-1'));
      expect(await store.take('e-1', { owner: 'engine-a', untilMs: 9000, nowMs: 1 })).toMatchObject({
        ok: true,
        execution: { fence: 2 },
      });
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(4, 4) })))).toBe('fenced');
    });

    it('end with the execution', async () => {
      await commitOne(startedRun('e-1'));
      await commitOne(laterChange('e-1', { status: 'failed', endedAtMs: 9 }));
      expect(await store.find('e-1')).toMatchObject({ leaseOwner: undefined, status: 'failed' });
      expect(codeOf(await commitOne(laterChange('e-1', { segment: sampleSegment(4, 4) })))).toBe('fenced');
    });

    it('are extended by a commit', async () => {
      await commitOne(startedRun('e-1', { leaseUntilMs: 1000 }));
      await commitOne(laterChange('e-1', { leaseUntilMs: 7000 }));
      expect((await store.find('e-1'))?.leaseUntilMs).toBe(7000);
    });

    it('go to exactly one of many who want them at once', async () => {
      await store.commit(
        Array.from({ length: 20 }, (_, at) => ({
          executionId: `e-${at}`,
          lease: { owner: 'x', fence: 0 },
          create: sampleExecution(),
        })),
      );
      const claims = await Promise.all(Array.from({ length: 10 }, (_, at) => claim(`engine-${at}`, 1, 3)));
      const all = claims.flat().map(({ id }) => id);
      expect(all).toHaveLength(20);
      expect(new Set(all).size).toBe(20);
    });
  });

  describe('the inbox', () => {
    it('keeps inputs in the order of arrival until a commit consumes them, and over a restart', async () => {
      await commitOne(startedRun('e-1'));
      expect(await store.addInput('e-1', { type: 'pause-requested', at: 1, actor: 'did:key:a' })).toEqual({
        ok: true,
        leaseOwner: 'engine-a',
      });
      await store.addInput('e-1', { type: 'resume-requested', at: 2 });
      store = (await fixture.reopen()).executions;
      const inbox = (await store.load('e-1'))?.inbox ?? [];
      expect(inbox.map(({ input }) => input)).toEqual([
        { type: 'pause-requested', at: 1, actor: 'did:key:a' },
        { type: 'resume-requested', at: 2 },
      ]);
      const taken = await store.take('e-1', { owner: 'engine-a', untilMs: 9000, nowMs: 1 });
      const lease = { owner: 'engine-a', fence: taken.ok ? taken.execution.fence : -1 };
      const result = await commitOne({ executionId: 'e-1', lease, consumeInputs: [inbox[0]?.id ?? -1], releaseLease: true });
      expect(result).toMatchObject({ ok: true, inputsLeft: true });
      expect((await store.load('e-1'))?.inbox.map(({ input }) => input.type)).toEqual(['resume-requested']);
    });

    it('does not take what comes too late or for nobody', async () => {
      await commitOne(completedRun('done'));
      expect(await store.addInput('done', { type: 'resume-requested', at: 1 })).toEqual({ ok: false, code: 'final' });
      expect(await store.addInput('nobody', { type: 'resume-requested', at: 1 })).toEqual({ ok: false, code: 'unknown' });
    });

    it('is emptied at the end, so that an ended execution is never claimed', async () => {
      await commitOne(startedRun('e-1', { timers: { set: [{ id: 't', dueAt: 1 }] } }));
      await store.addInput('e-1', { type: 'resume-requested', at: 1 });
      await commitOne(laterChange('e-1', { status: 'cancelled', endedAtMs: 9 }));
      expect(await store.claim({ owner: 'engine-b', untilMs: 99_999, nowMs: 9999, limit: 5 })).toEqual([]);
      expect((await store.load('e-1'))?.inbox).toEqual([]);
      expect(await store.nextDueAt()).toBeUndefined();
    });

    it('tells an owner which of its executions have inputs', async () => {
      await store.commit([startedRun('e-1'), startedRun('e-2'), startedRun('e-3', { lease: { owner: 'engine-b', fence: 1 } })]);
      await store.addInput('e-2', { type: 'resume-requested', at: 1 });
      await store.addInput('e-3', { type: 'resume-requested', at: 1 });
      expect(await store.ownedWithInputs('engine-a', 10)).toEqual(['e-2']);
    });

    it('does not lose another execution’s input when a consumed id is given twice', async () => {
      await store.commit([startedRun('e-1'), startedRun('e-2')]);
      await store.addInput('e-1', { type: 'resume-requested', at: 1 });
      const id = (await store.load('e-1'))?.inbox[0]?.id ?? -1;
      await commitOne(laterChange('e-2', { consumeInputs: [id] }));
      expect((await store.load('e-1'))?.inbox).toHaveLength(1);
      await commitOne(laterChange('e-1', { consumeInputs: [id] }));
      await store.addInput('e-1', { type: 'pause-requested', at: 2 });
      await commitOne(laterChange('e-1', { consumeInputs: [id] }));
      expect((await store.load('e-1'))?.inbox).toHaveLength(1);
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

  describe('timers', () => {
    it('are set, moved, cleared, and listed when they are due', async () => {
      const set = (...timers: { id: string; dueAt: number }[]) => ({ timers: { set: timers } });
      await store.commit([
        startedRun('e-1', set({ id: 'a', dueAt: 300 }, { id: 'b', dueAt: 200 })),
        startedRun('e-2', { ...set({ id: 'a', dueAt: 100 }), status: 'waiting', releaseLease: true }),
      ]);
      expect(await store.nextDueAt()).toBe(100);
      expect(await store.dueTimers(250, 10)).toEqual([
        { executionId: 'e-2', id: 'a', dueAt: 100, leaseOwner: undefined },
        { executionId: 'e-1', id: 'b', dueAt: 200, leaseOwner: 'engine-a' },
      ]);
      expect(await store.dueTimers(250, 1)).toHaveLength(1);
      await commitOne(laterChange('e-1', { timers: { clear: ['b'], set: [{ id: 'a', dueAt: 50 }] } }));
      expect((await store.load('e-1'))?.timers).toEqual([{ id: 'a', dueAt: 50 }]);
      await commitOne(laterChange('e-1', { timers: { clear: 'all', set: [{ id: 'c', dueAt: 70 }] } }));
      expect((await store.load('e-1'))?.timers).toEqual([{ id: 'c', dueAt: 70 }]);
    });

    it('survive a restart', async () => {
      await commitOne(startedRun('e-1', { timers: { set: [{ id: 'a', dueAt: 300 }] }, status: 'waiting', releaseLease: true }));
      store = (await fixture.reopen()).executions;
      expect(await store.nextDueAt()).toBe(300);
    });
  });

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
