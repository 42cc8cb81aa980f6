import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CommitResult,
  EXECUTION_TIMEOUT_TIMER,
  type ExecutionChange,
  type ExecutionStore,
} from '../ports/execution-store.ts';
import { completedRun, laterChange, sampleExecution, sampleSegment, startedRun } from './sample-changes.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every execution store must do with leases, inputs and timers, whatever it stands on. */
export function describeExecutionLeases(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: ExecutionStore;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.executions;
  });
  afterEach(() => fixture.dispose());

  const commitOne = async (change: ExecutionChange): Promise<CommitResult> => (await store.commit([change]))[0] as CommitResult;
  const codeOf = (result: CommitResult | undefined) => (result?.ok === false ? result.code : 'ok');

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

  describe('an execution that is blocked', () => {
    const block = (id: string, over: Partial<ExecutionChange> = {}) =>
      commitOne(laterChange(id, { status: 'waiting', isBlocked: true, releaseLease: true, ...over }));
    const claim = (nowMs: number) => store.claim({ owner: 'engine-b', untilMs: nowMs + 100, nowMs, limit: 10 });
    const blockedIds = async () => (await store.listBlocked()).map(({ id }) => id);

    it('is listed, and claimed for no reason: not for its inbox, its timers, or being queued', async () => {
      await store.commit([
        startedRun('called'),
        startedRun('timed', { timers: { set: [{ id: 't', dueAt: 10 }] } }),
        startedRun('queued', { status: 'queued' }),
      ]);
      await store.addInput('called', { type: 'resume-requested', at: 1 });
      await block('called');
      await block('timed');
      await block('queued', { status: 'queued' });
      expect(await claim(99_999)).toEqual([]);
      expect(await store.listBlocked()).toEqual(['called', 'timed', 'queued'].map((id) => ({ id, version: 'a'.repeat(64) })));
      store = (await fixture.reopen()).executions;
      expect(await blockedIds()).toEqual(['called', 'timed', 'queued']);
    });

    it('fires no timer but the one that ends it', async () => {
      const timers = { set: [{ id: 't', dueAt: 10 }] };
      await store.commit([startedRun('e-1', { timers }), startedRun('e-2', { timers: { set: [{ id: 'u', dueAt: 500 }] } })]);
      await block('e-1');
      expect([await store.nextDueAt(), await store.dueTimers(400, 5)]).toEqual([500, []]);
      const taken = await store.take('e-1', { owner: 'engine-a', untilMs: 9000, nowMs: 1 });
      const lease = { owner: 'engine-a', fence: taken.ok ? taken.execution.fence : -1 };
      await commitOne({ executionId: 'e-1', lease, timers: { set: [{ id: EXECUTION_TIMEOUT_TIMER, dueAt: 300 }] } });
      expect(await store.nextDueAt()).toBe(300);
      expect((await store.dueTimers(400, 5)).map(({ id }) => id)).toEqual([EXECUTION_TIMEOUT_TIMER]);
    });

    it('can be taken by name, and is as any other once a commit says so, or ends it', async () => {
      await store.commit([startedRun('e-1'), startedRun('e-2')]);
      await block('e-1');
      await block('e-2');
      const take = async (id: string) => {
        const taken = await store.take(id, { owner: 'engine-a', untilMs: 9000, nowMs: 1 });
        return { owner: 'engine-a', fence: taken.ok ? taken.execution.fence : -1 };
      };
      await commitOne({ executionId: 'e-1', lease: await take('e-1'), status: 'running', releaseLease: true });
      expect(await blockedIds()).toEqual(['e-1', 'e-2']);
      await commitOne({ executionId: 'e-1', lease: await take('e-1'), isBlocked: false, releaseLease: true });
      await commitOne({ executionId: 'e-2', lease: await take('e-2'), isBlocked: false, status: 'cancelled', endedAtMs: 9 });
      expect(await blockedIds()).toEqual([]);
      expect((await claim(99_999)).map(({ id }) => id)).toEqual(['e-1']);
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
}
