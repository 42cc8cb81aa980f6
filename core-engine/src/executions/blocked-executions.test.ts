import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ExecutionStatus, SluiceError } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobResult } from '../sandbox/job.ts';
import { newExecutionOf } from './execution-change.ts';
import { ExecutionControl } from './execution-control.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import type { ExecutionHead } from './live-execution.ts';
import { retryBlocked } from './retry-blocked.ts';
import { startedInput, TestSurroundings } from './test-support.ts';
import { inputOfTimer } from './wait-timer.ts';

let around: TestSurroundings;
let runner: ExecutionRunner;
/** What the sandbox refuses with from now on. */
let trouble: unknown;

beforeEach(async () => {
  around = await TestSurroundings.open();
  trouble = undefined;
  runner = around.createRunner({
    pool: {
      forget: (id) => around.pool.forget(id),
      callOff: () => undefined,
      run: async (job): Promise<JobResult> => {
        if (trouble !== undefined) throw trouble;
        return around.pool.run(job);
      },
    },
  });
});

afterEach(async () => {
  await runner.close();
  await around[Symbol.asyncDispose]();
});

const GET = "return await effect('get', 'https://a.example/');";
const resumeWait = { kind: 'resume', token: 'a-token-of-enough-length' } as const;
const find = (id: string) => around.storage.executions.find(id);
const blockedIds = async () => (await around.storage.executions.listBlocked()).map(({ id }) => id);
const statusOf = async (id: string): Promise<ExecutionStatus | undefined> => (await find(id))?.status;
const reasonsOf = async (id: string) => (((await find(id))?.waits ?? []) as { wait: { kind: string } }[]).map(({ wait }) => wait);
const typesOf = async (id: string) => (await around.journalOf(id)).map(({ type }) => type);
const plans = { load: async (key: string) => (around.brokenVersions.has(key) ? Promise.reject(new Error('broken')) : undefined) };
const tryAgain = () => retryBlocked({ store: around.storage.executions, plans: plans as never, runner }); // all it wants of a plan is that it is there

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (await check()) return;
    await nextTurn();
  }
  expect.unreachable('it did not come to that');
}

async function park(id: string, over: Partial<ExecutionHead> = {}): Promise<ExecutionHead> {
  const head = around.headOf(id, GET, over);
  await runner.start(head, startedInput(head));
  await until(async () => around.effects.length > 0);
  around.effects.pop()?.defer(resumeWait);
  await until(async () => !runner.liveIds().includes(id));
  return head;
}

/** What a killed engine leaves behind: it was running, and nobody has its lease. */
async function leaveRunning(id: string): Promise<ExecutionHead> {
  const head = await park(id);
  const taken = await around.storage.executions.take(id, { owner: 'dead', untilMs: 1, nowMs: 0 });
  const lease = { owner: 'dead', fence: taken.ok ? taken.execution.fence : -1 };
  await around.storage.executions.commit([{ executionId: id, lease, status: 'running', releaseLease: true }]);
  return head;
}

const settle = (id: string) =>
  runner.deliver(id, () => ({
    type: 'effect-settled',
    at: around.now,
    node: 'code',
    scope: '',
    attempt: 1,
    index: 0,
    result: { ok: true, value: { value: 'yes' } },
  }));
const control = () =>
  new ExecutionControl({ runner, store: around.storage.executions, blobs: around.storage.blobs, clock: () => around.now });

describe('an execution whose version no longer compiles', () => {
  it('is parked with the reason beside what it waits for, and says so to who has an input for it', async () => {
    const { loaded } = await park('e1');
    around.brokenVersions.add(loaded.key);
    await expect(settle('e1')).rejects.toMatchObject({ code: 'execution_blocked', place: { executionId: 'e1', nodeId: 'code' } });
    expect(await find('e1')).toMatchObject({
      status: 'waiting',
      leaseOwner: undefined,
      waits: [
        { node: 'code', wait: { kind: 'blocked', code: 'document_invalid', message: `${loaded.key} no longer compiles.` } },
        { node: 'code', wait: resumeWait },
      ],
    });
    await expect(settle('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    expect(await reasonsOf('e1')).toHaveLength(2);
    expect(await blockedIds()).toEqual(['e1']);
  });

  it('goes on as before once it compiles again, and its link still works', async () => {
    const { loaded } = await park('e1');
    around.brokenVersions.add(loaded.key);
    await expect(settle('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    around.brokenVersions.clear();
    await tryAgain();
    expect([await reasonsOf('e1'), await blockedIds()]).toEqual([[resumeWait], []]);
    await settle('e1');
    await until(async () => (await statusOf('e1')) === 'completed');
  });

  it('does not stay running after a crash: it is waiting, claimed by nobody, and goes on by itself', async () => {
    const { loaded } = await leaveRunning('e1');
    around.brokenVersions.add(loaded.key);
    await expect(runner.adopt('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    expect(await statusOf('e1')).toBe('waiting');
    const claim = { owner: 'engine-a', untilMs: around.now + 1, nowMs: around.now, limit: 5 };
    expect(await around.storage.executions.claim(claim)).toEqual([]);
    await tryAgain();
    expect(await blockedIds()).toEqual(['e1']);
    around.brokenVersions.clear();
    await tryAgain();
    expect(await reasonsOf('e1')).toEqual([resumeWait]);
  });

  it('can be cancelled, with the events that it would have had', async () => {
    const { loaded } = await park('e1');
    around.brokenVersions.add(loaded.key);
    const summary = await control().cancel('e1', { actor: 'did:key:alice', reason: 'enough' });
    expect(summary).toMatchObject({ status: 'cancelled', waits: [] });
    expect((await around.journalOf('e1')).slice(-2)).toEqual([
      { seq: expect.any(Number), at: around.now, type: 'cancel-requested', actor: 'did:key:alice', reason: 'enough' },
      { seq: expect.any(Number), type: 'execution-cancelled' },
    ]);
    expect([around.ended, await blockedIds()]).toEqual([['e1'], []]);
    await expect(control().cancel('e1', { actor: 'did:key:alice' })).rejects.toMatchObject({ code: 'execution_final' });
  });

  it('still runs out of time, and tells its parent', async () => {
    await park('parent');
    const child = await park('child', { parent: { executionId: 'parent', node: 'code', scope: '', index: 0 } });
    const fire = (timer: string) => runner.fireTimer('child', () => inputOfTimer(timer, around.now));
    around.brokenVersions.add(child.loaded.key);
    await fire('wait:["code","",1,0]');
    expect(await statusOf('child')).toBe('waiting');
    await fire('execution-timeout');
    expect(await find('child')).toMatchObject({ status: 'failed', error: { code: 'execution_timeout' } });
    const inbox = (await around.storage.executions.load('parent'))?.inbox;
    expect(inbox).toMatchObject([{ input: { type: 'effect-settled', node: 'code', result: { ok: false } } }]);
  });

  it('is cancelled with the execution that waits for it', async () => {
    const child = await park('child', { parent: { executionId: 'parent', node: 'code', scope: '', index: 0 } });
    around.brokenVersions.add(child.loaded.key);
    await around.storage.executions.addInput('child', { type: 'cancel-requested', at: around.now, reason: 'the parent ended' });
    await runner.pullInbox('child').catch(() => undefined);
    expect(await statusOf('child')).toBe('cancelled');
    expect((await around.journalOf('child')).at(-2)).toMatchObject({ type: 'cancel-requested', reason: 'the parent ended' });
  });

  it('keeps its place in the queue when it has not begun, and can be cancelled with its start in the journal', async () => {
    const head = around.headOf('e1', GET);
    const child = { id: 'e1', execution: newExecutionOf(head), input: startedInput(head) };
    const parent = around.headOf('parent', GET);
    await runner.start(parent, startedInput(parent));
    const lease = { owner: 'engine-a', fence: 1 };
    await around.storage.executions.commit([{ executionId: 'parent', lease, children: [child] }]);
    const [claimed] = await around.storage.executions.claim({
      owner: 'engine-a',
      untilMs: around.now + 9,
      nowMs: around.now,
      limit: 1,
    });
    around.brokenVersions.add(head.loaded.key);
    await runner.blocked.meet('e1', claimed?.fence ?? 0, new SluiceError('document_invalid', 'gone'));
    expect(await find('e1')).toMatchObject({ status: 'queued', leaseOwner: undefined });
    expect(await blockedIds()).toEqual(['e1']);
    around.brokenVersions.clear();
    await tryAgain();
    expect([await reasonsOf('e1'), await blockedIds()]).toEqual([[], []]);
    around.brokenVersions.add(head.loaded.key);
    await control().cancel('e1', { actor: 'did:key:alice' });
    expect(await typesOf('e1')).toEqual(['execution-started', 'cancel-requested', 'execution-cancelled']);
  });
});

describe('an execution that something else stops', () => {
  it('is tried three times when nobody knows what it is, and then parked', async () => {
    await leaveRunning('e1');
    trouble = new TypeError('a bug of ours');
    for (let time = 0; time < 2; time += 1) {
      await expect(runner.adopt('e1')).rejects.toThrow('a bug of ours');
      expect(await find('e1')).toMatchObject({ status: 'running', leaseOwner: undefined });
    }
    await expect(runner.adopt('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    expect(await find('e1')).toMatchObject({
      status: 'waiting',
      waits: [{ node: '', wait: { kind: 'blocked', code: 'internal', message: 'a bug of ours' } }, { wait: resumeWait }],
    });
  });

  it('is parked at once when its journal cannot be read', async () => {
    await leaveRunning('e1');
    trouble = new SluiceError('journal_invalid', 'Event 3 does not follow.');
    await expect(runner.adopt('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    expect((await reasonsOf('e1'))[0]).toMatchObject({ kind: 'blocked', code: 'journal_invalid' });
  });

  it.each(['disk_full', 'database_failed', 'shutting_down', 'overloaded'] as const)('waits out what passes: %s', async (code) => {
    await leaveRunning('e1');
    trouble = new SluiceError(code, 'for now');
    for (let time = 0; time < 5; time += 1) await expect(runner.adopt('e1')).rejects.toMatchObject({ code });
    expect(await find('e1')).toMatchObject({ status: 'running', leaseOwner: undefined });
    trouble = undefined;
    await runner.adopt('e1');
    await until(async () => (await statusOf('e1')) === 'waiting');
    expect(await reasonsOf('e1')).toEqual([resumeWait]);
  });

  it('goes on when somebody resumes it and it can', async () => {
    await leaveRunning('e1');
    trouble = new SluiceError('blob_unknown', 'There is no blob with this hash.');
    await expect(runner.adopt('e1')).rejects.toMatchObject({ code: 'execution_blocked' });
    await expect(control().resume('e1', 'did:key:alice')).rejects.toMatchObject({ code: 'execution_blocked' });
    trouble = undefined;
    await control().resume('e1', 'did:key:alice');
    expect([await reasonsOf('e1'), await blockedIds()]).toEqual([[resumeWait], []]);
  });
});
