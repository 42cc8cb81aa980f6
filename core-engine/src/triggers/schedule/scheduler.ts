import type { Json } from '@sluice/protocol';
import type { ScheduleRow, WorkflowStore } from '../../storage/ports/workflow-store.ts';
import { nextDueAt } from './next-due-at.ts';
import { scheduledExecutionId } from './scheduled-execution-id.ts';

/** A schedule that is due: start an execution of this version, at this trigger, under this id, with this one item. */
export interface ScheduleTick {
  /** Follows from workflow, node and due time: starting it twice starts one. */
  readonly executionId: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly owner: string;
  readonly version: string;
  readonly nodeId: string;
  readonly item: Json;
}

/** Wall time and a timer, so that tests can let time jump. */
export interface SchedulerClock {
  now(): number;
  /** Calls back once after `delayMs`; returns how to call it off. */
  setTimer(callback: () => void, delayMs: number): () => void;
}

export interface SchedulerOptions {
  readonly workflows: Pick<WorkflowStore, 'dueSchedules' | 'nextScheduleAt' | 'advanceSchedule'>;
  /** Resolves when the execution is durable (I2), or when one with this id is there already. */
  readonly start: (tick: ScheduleTick) => Promise<void>;
  readonly clock?: SchedulerClock;
  /** Told of a schedule that could not be started (it stays due and is tried again), and of a store that does not answer. */
  readonly onFault: (error: unknown, schedule?: { readonly workflowId: string; readonly nodeId: string }) => void;
  /** Told when the wall clock was set back by more than a minute. */
  readonly onClockSetBack?: (byMs: number) => void;
}

/**
 * Fires schedules.
 *
 * Owns: the loop, the policy for missed ticks, and what a jumping clock does. Does not own: the executions, and which schedules there
 * are (activation does). Talks to: the workflow store, which holds each schedule's next due time, and whoever starts executions.
 *
 * - Missed ticks (the engine was down, the clock went forward) are caught up by **one** run; its item says how many more there were.
 * - A tick is first started, under an id that follows from it, and then the due time is moved on by compare-and-set: a crash in
 *   between starts the same execution again, which is none; of two engines one moves it.
 * - The due time only ever moves on, so that a clock that is set back fires nothing twice. Schedules then wait until the clock has
 *   caught up; activating the workflow again reckons anew from the clock as it is.
 */
export interface Scheduler {
  start(): void;
  /** Looks again at once: schedules were added or taken away. */
  wake(): void;
  /** Ends after the run under way. */
  stop(): Promise<void>;
  /** Fires what is due now. `start` does this by itself. */
  fireDue(): Promise<FiredSchedules>;
}

/** How many schedules were fired, and how many could not be started and stay due. */
export interface FiredSchedules {
  readonly fired: number;
  readonly failed: number;
}

/** The longest sleep: bounds how late a jump of the wall clock is noticed. */
const MAX_SLEEP_MS = 5_000;
const RETRY_MS = 2_000;
const SET_BACK_TOLERANCE_MS = 60_000;
const BATCH = 100;
/** The latest date there is (ECMA-262 section 21.4.1.1): where a schedule goes that will never be due again. */
const NEVER_MS = 8.64e15;

const systemClock: SchedulerClock = {
  now: () => Date.now(),
  setTimer(callback, delayMs) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { workflows, onFault } = options;
  const clock = options.clock ?? systemClock;
  let isRunning = false;
  let cancelTimer = (): void => undefined;
  let round: Promise<void> = Promise.resolve();
  let latestMs = clock.now();

  async function fireDue(): Promise<FiredSchedules> {
    const nowMs = clock.now();
    noticeJump(nowMs);
    const seen = new Set<string>();
    let fired = 0;
    let failed = 0;
    for (;;) {
      const due = await workflows.dueSchedules(nowMs, BATCH + failed);
      const fresh = due.filter((row) => !seen.has(keyOf(row)));
      if (fresh.length === 0) return { fired, failed };
      for (const row of fresh) {
        seen.add(keyOf(row));
        try {
          if (await fire(row, nowMs)) fired += 1;
        } catch (error) {
          failed += 1; // it stays due, and holds up nobody else
          onFault(error, { workflowId: row.workflowId, nodeId: row.nodeId });
        }
      }
    }
  }

  async function fire(row: ScheduleRow, nowMs: number): Promise<boolean> {
    const next = nextDueAt(row.cron, row.timeZone, nowMs) ?? NEVER_MS;
    await options.start(tickOf(row, nowMs));
    return workflows.advanceSchedule({ workflowId: row.workflowId, nodeId: row.nodeId, fromMs: row.nextAtMs, toMs: next });
  }

  function noticeJump(nowMs: number): void {
    if (latestMs - nowMs > SET_BACK_TOLERANCE_MS) options.onClockSetBack?.(latestMs - nowMs);
    latestMs = nowMs;
  }

  async function runRound(): Promise<void> {
    let delayMs = RETRY_MS;
    try {
      const { failed } = await fireDue();
      if (failed === 0) delayMs = await untilNext();
    } catch (error) {
      onFault(error);
    }
    wakeIn(delayMs);
  }

  async function untilNext(): Promise<number> {
    const nextAt = await workflows.nextScheduleAt();
    return nextAt === undefined ? MAX_SLEEP_MS : Math.min(MAX_SLEEP_MS, Math.max(1, nextAt - clock.now()));
  }

  function wakeIn(delayMs: number): void {
    cancelTimer();
    if (isRunning) cancelTimer = clock.setTimer(nextRound, delayMs);
  }

  /** One round at a time: a wake during a round is another round after it. */
  function nextRound(): void {
    round = round.then(() => (isRunning ? runRound() : undefined));
  }

  return {
    start() {
      isRunning = true;
      nextRound();
    },
    wake() {
      if (isRunning) nextRound();
    },
    async stop() {
      isRunning = false;
      cancelTimer();
      await round;
    },
    fireDue,
  };
}

function keyOf(row: ScheduleRow): string {
  return `${row.workflowId}\n${row.nodeId}\n${row.nextAtMs}`;
}

function tickOf(row: ScheduleRow, nowMs: number): ScheduleTick {
  const { workflowId, workflowName, owner, version, nodeId } = row;
  return {
    executionId: scheduledExecutionId({ workflowId, nodeId, dueAtMs: row.nextAtMs }),
    workflowId,
    workflowName,
    owner,
    version,
    nodeId,
    item: {
      scheduledAt: new Date(row.nextAtMs).toISOString(),
      firedAt: new Date(nowMs).toISOString(),
      missed: countMissed(row, nowMs),
    },
  };
}

const MAX_COUNTED = 1000;

/** How many further ticks this run stands for, at most 1,000: beyond that the number says "many". */
function countMissed(row: ScheduleRow, nowMs: number): number {
  let missed = 0;
  let at = nextDueAt(row.cron, row.timeZone, row.nextAtMs);
  while (at !== undefined && at <= nowMs && missed < MAX_COUNTED) {
    missed += 1;
    at = nextDueAt(row.cron, row.timeZone, at);
  }
  return missed;
}
