import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScheduleRow } from '../../storage/ports/workflow-store.ts';
import { nextDueAt } from './next-due-at.ts';
import { createScheduler, type SchedulerOptions, type ScheduleTick } from './scheduler.ts';

const START = Date.parse('2026-11-20T10:00:30Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The schedules' part of the workflow store, in memory, with its compare-and-set. */
function memorySchedules() {
  const rows = new Map<string, ScheduleRow>();
  const key = (workflowId: string, nodeId: string) => `${workflowId}/${nodeId}`;
  return {
    rows,
    add(workflowId: string, cron: string, nowMs: number) {
      const row = {
        workflowId,
        workflowName: workflowId,
        owner: 'did:key:o',
        version: 'v',
        nodeId: 'tick',
        cron,
        timeZone: 'UTC',
      };
      rows.set(key(workflowId, 'tick'), { ...row, nextAtMs: nextDueAt(cron, 'UTC', nowMs) ?? 0 });
    },
    async dueSchedules(nowMs: number, limit: number) {
      return [...rows.values()].filter((row) => row.nextAtMs <= nowMs).slice(0, limit);
    },
    async nextScheduleAt() {
      return rows.size === 0 ? undefined : Math.min(...[...rows.values()].map((row) => row.nextAtMs));
    },
    async advanceSchedule(move: { workflowId: string; nodeId: string; fromMs: number; toMs: number }) {
      const row = rows.get(key(move.workflowId, move.nodeId));
      if (row === undefined || row.nextAtMs !== move.fromMs) return false;
      rows.set(key(move.workflowId, move.nodeId), { ...row, nextAtMs: move.toMs });
      return true;
    },
  };
}

/** Executions by id, as durable as the ones that the scheduler starts. */
function setUp(changes: Partial<SchedulerOptions> = {}) {
  const schedules = memorySchedules();
  const executions = new Map<string, ScheduleTick>();
  const faults: unknown[] = [];
  const setBacks: number[] = [];
  const time = { now: START };
  const options: SchedulerOptions = {
    workflows: schedules,
    start: async (tick) => {
      if (!executions.has(tick.executionId)) executions.set(tick.executionId, tick);
    },
    clock: { now: () => time.now, setTimer: () => () => undefined },
    onFault: (error) => faults.push(error),
    onClockSetBack: (byMs) => setBacks.push(byMs),
    ...changes,
  };
  return {
    schedules,
    executions,
    faults,
    setBacks,
    time,
    options,
    scheduler: createScheduler(options),
    ticks: () => [...executions.values()].map(({ item }) => item),
  };
}

describe('the scheduler', () => {
  it('fires nothing before the time, and at the time once', async () => {
    const { schedules, scheduler, time, ticks, executions } = setUp();
    schedules.add('a', '* * * * *', START);
    expect(await scheduler.fireDue()).toEqual({ fired: 0, failed: 0 });
    time.now = START + 30_000;
    expect(await scheduler.fireDue()).toEqual({ fired: 1, failed: 0 });
    expect(await scheduler.fireDue()).toEqual({ fired: 0, failed: 0 });
    expect(ticks()).toEqual([{ scheduledAt: '2026-11-20T10:01:00.000Z', firedAt: '2026-11-20T10:01:00.000Z', missed: 0 }]);
    expect([...executions.values()][0]).toMatchObject({ workflowId: 'a', version: 'v', nodeId: 'tick', owner: 'did:key:o' });
  });

  it('catches up any number of missed ticks by one run that says so', async () => {
    const { schedules, scheduler, time, ticks } = setUp();
    schedules.add('a', '* * * * *', START);
    time.now = START + 3 * HOUR;
    await scheduler.fireDue();
    expect(ticks()).toEqual([{ scheduledAt: '2026-11-20T10:01:00.000Z', firedAt: '2026-11-20T13:00:30.000Z', missed: 179 }]);
    time.now += 30_000;
    await scheduler.fireDue();
    expect(ticks()).toHaveLength(2);
  });

  it('stops counting missed ticks at a thousand', async () => {
    const { schedules, scheduler, time, ticks } = setUp();
    schedules.add('a', '* * * * * *', START);
    time.now = START + 24 * HOUR;
    await scheduler.fireDue();
    expect(ticks()).toMatchObject([{ missed: 1000 }]);
  });

  it('fires nothing twice when the clock is set back, and goes on once it has caught up', async () => {
    const { schedules, scheduler, time, executions, setBacks } = setUp();
    schedules.add('a', '* * * * *', START);
    for (time.now = START; time.now < START + 10 * MINUTE; time.now += 15_000) await scheduler.fireDue();
    expect(executions.size).toBe(10);
    time.now -= 5 * MINUTE;
    for (let step = 0; step < 20; step += 1, time.now += 15_000) await scheduler.fireDue();
    expect(executions.size).toBe(10);
    expect(setBacks).toHaveLength(1);
    for (let step = 0; step < 8; step += 1, time.now += 15_000) await scheduler.fireDue();
    expect(executions.size).toBe(12);
  });

  it('fires once when the clock jumps ahead, and once more after each further tick', async () => {
    const { schedules, scheduler, time, executions } = setUp();
    schedules.add('a', '0 * * * *', START);
    time.now = START + 365 * 24 * HOUR;
    await scheduler.fireDue();
    expect(executions.size).toBe(1);
    time.now += HOUR;
    await scheduler.fireDue();
    expect(executions.size).toBe(2);
  });

  it('starts the same execution again after a crash between starting and moving on, which is none', async () => {
    let crashes = true;
    const { schedules, time, executions, options, faults } = setUp();
    schedules.add('a', '* * * * *', START);
    time.now = START + MINUTE;
    const advanceSchedule: typeof schedules.advanceSchedule = async (move) => {
      if (crashes) throw new Error('killed');
      return schedules.advanceSchedule(move);
    };
    const workflows = { ...schedules, advanceSchedule };
    await createScheduler({ ...options, workflows }).fireDue();
    expect(faults).toHaveLength(1);
    crashes = false;
    await createScheduler({ ...options, workflows }).fireDue();
    expect(executions.size).toBe(1);
    await createScheduler({ ...options, workflows }).fireDue();
    expect(executions.size).toBe(1);
  });

  it('starts one execution when two engines see the same tick', async () => {
    const { schedules, time, executions, options } = setUp();
    schedules.add('a', '* * * * *', START);
    time.now = START + MINUTE;
    const results = await Promise.all([createScheduler(options).fireDue(), createScheduler(options).fireDue()]);
    expect(results.map(({ fired }) => fired).sort()).toEqual([0, 1]);
    expect(executions.size).toBe(1);
  });

  it('lets a schedule that cannot be started hold up no other, and tries it again', async () => {
    let broken = true;
    const { schedules, time, executions, options, faults } = setUp();
    for (const id of ['a', 'b', 'c']) schedules.add(id, '* * * * *', START);
    time.now = START + MINUTE;
    const start: SchedulerOptions['start'] = async (tick) => {
      if (broken && tick.workflowId === 'b') throw new Error('overloaded');
      await options.start(tick);
    };
    const scheduler = createScheduler({ ...options, start });
    expect(await scheduler.fireDue()).toEqual({ fired: 2, failed: 1 });
    expect(faults).toHaveLength(1);
    broken = false;
    expect(await scheduler.fireDue()).toEqual({ fired: 1, failed: 0 });
    expect(executions.size).toBe(3);
  });

  it('fires more than one batch', async () => {
    const { schedules, scheduler, time, executions } = setUp();
    for (let n = 0; n < 250; n += 1) schedules.add(`w${n}`, '* * * * *', START);
    time.now = START + MINUTE;
    expect((await scheduler.fireDue()).fired).toBe(250);
    expect(executions.size).toBe(250);
  });
});

describe('the loop of the scheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function running() {
    const { clock: _, ...options } = setUp().options; // the system clock, which is a fake one here
    const schedules = memorySchedules();
    const fired: string[] = [];
    const scheduler = createScheduler({
      ...options,
      workflows: schedules,
      start: async ({ workflowId }) => void fired.push(`${workflowId} ${new Date().toISOString()}`),
    });
    return { scheduler, schedules, fired };
  }

  it('sleeps until the next tick and fires on time', async () => {
    const { scheduler, schedules, fired } = running();
    schedules.add('a', '*/10 * * * * *', START);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(30_000);
    await scheduler.stop();
    expect(fired).toEqual(['a 2026-11-20T10:00:40.000Z', 'a 2026-11-20T10:00:50.000Z', 'a 2026-11-20T10:01:00.000Z']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fired).toHaveLength(3);
  });

  it('notices a new schedule when it is woken', async () => {
    const { scheduler, schedules, fired } = running();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(1_100);
    schedules.add('late', '* * * * * *', Date.now());
    scheduler.wake();
    await vi.advanceTimersByTimeAsync(1_000);
    await scheduler.stop();
    expect(fired).toEqual(['late 2026-11-20T10:00:32.000Z']);
  });

  it('notices within seconds that the wall clock has jumped ahead', async () => {
    const { scheduler, schedules, fired } = running();
    schedules.add('a', '0 12 * * *', START);
    scheduler.start();
    await vi.advanceTimersByTimeAsync(1_000);
    vi.setSystemTime(Date.parse('2026-11-20T12:00:03Z'));
    await vi.advanceTimersByTimeAsync(5_000);
    await scheduler.stop();
    expect(fired).toHaveLength(1);
  });

  it('goes on after the store has failed', async () => {
    const { scheduler, schedules, fired } = running();
    schedules.add('a', '* * * * * *', START);
    const due = schedules.dueSchedules;
    let failures = 2;
    schedules.dueSchedules = async (nowMs, limit) => {
      failures -= 1;
      if (failures >= 0) throw new Error('database is locked');
      return due(nowMs, limit);
    };
    scheduler.start();
    await vi.advanceTimersByTimeAsync(5_000);
    await scheduler.stop();
    expect(fired.length).toBeGreaterThan(0);
  });
});
