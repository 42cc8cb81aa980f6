import type { EffectClass, EventOf, ItemList, RunError, StoredValue, Wait } from '@sluice/protocol';
import { ItemStore } from './item-store.ts';
import { WorkQueue } from './work-queue.ts';

/**
 * The state of one execution: what its journal so far amounts to. Only `applyEvent` changes it, in place; everything in it follows
 * from the plan and the events (I4). What to do next follows from it in turn (`next-move.ts`).
 */
export interface RunState {
  /** Of the last event. */
  seq: number;
  /** The time of the last input, ms since the epoch. */
  at: number;
  started: EventOf<'execution-started'> | undefined;
  /** By path; `''` is the top. */
  readonly scopes: Map<string, Scope>;
  /** Steps whose edges have settled, in the order in which they did. */
  readonly ready: WorkQueue<Step>;
  /** Steps under way that have something to do, in the order in which it came up. */
  readonly due: WorkQueue<Step>;
  /** Effects without a result, of steps that still want one: under way, deferred, in doubt. */
  inFlight: number;
  deferred: number;
  inDoubt: number;
  /** Retry timers by id. */
  readonly timers: Map<string, RetryTimer>;
  /** Aborts of attempts that have not started, by `abortKey`: the worker died before it could hand its events over. */
  readonly aborts: Map<string, RunError>;
  /** What a person asked for, and what the journal says so far. */
  wantsPause: boolean;
  isPaused: boolean;
  /** Why the execution is to end at the next event. */
  verdict: Verdict | undefined;
  ended: Ended | undefined;
  response: StoredValue | undefined;
  /** Items that were read or made in this process: a cache, no part of what the state says. */
  readonly items: ItemStore;
}

export type Verdict = { readonly kind: 'cancelled' } | { readonly kind: 'failed'; readonly error: RunError };

export type Ended =
  | { readonly status: 'completed'; readonly output: ItemList }
  | { readonly status: 'failed'; readonly error: RunError }
  | { readonly status: 'cancelled' };

export interface RetryTimer {
  readonly step: Step;
  readonly dueAt: number;
}

/** The top, or one iteration of a loop. The arrays are by slot of the level's nodes. */
export interface Scope {
  readonly path: string;
  /** The step of the loop that this is an iteration of. */
  readonly loop: Step | undefined;
  /** The number of the iteration; 0 at the top. */
  readonly index: number;
  readonly steps: (Step | undefined)[];
  /** How many edges a node still waits for, and how many of those that settled are live. Empty once the iteration has ended. */
  waitsFor: number[];
  live: number[];
  /** How many nodes have not settled. */
  unsettled: number;
}

/**
 * - `ready`: its edges have settled · `running`: an attempt is under way, or waits for effects · `failed`: an attempt failed, and what
 *   becomes of that is the next event · `retrying`: waits for its timer · the others are final.
 */
export type StepStatus = 'ready' | 'running' | 'failed' | 'retrying' | 'completed' | 'skipped';

/** One firing of one node in one scope. */
export interface Step {
  /** Index of the node. */
  readonly node: number;
  readonly scope: Scope;
  status: StepStatus;
  /** 0 until the first attempt starts. */
  attempt: number;
  startedSeq: number;
  endedSeq: number;
  /** The guest's clock for this attempt: the time of the last input before it started. */
  nowMs: number;
  /** This attempt's effects by index. */
  effects: Map<number, Effect> | undefined;
  /** Effects of class `once` that earlier attempts left behind and that did not fail: taken over when they are asked for again. */
  former: Map<number, Effect> | undefined;
  /** This attempt's settled effects, in the order in which they were settled. */
  results: Effect[];
  /** How many of them the step was last run with, or is due to be run with. */
  seen: number;
  inFlight: number;
  parked: number;
  outputs: { readonly [port: string]: ItemList } | undefined;
  /** Of the last attempt that failed; stays when `onError` lets the items go on. */
  error: RunError | undefined;
  /** The attempt is to fail with this without being run (again). */
  aborted: RunError | undefined;
  reason: EventOf<'step-skipped'>['reason'] | undefined;
  logs: readonly string[];
  loop: LoopProgress | undefined;
  /** Its place in a `WorkQueue`, 0 when in none. */
  ticket: number;
}

export type EffectResult = EventOf<'effect-settled'>['result'];

export interface Effect {
  /** The attempt that requested it. */
  readonly attempt: number;
  readonly index: number;
  readonly verb: string;
  readonly uri: string;
  readonly args: StoredValue;
  readonly class: EffectClass;
  readonly key: string;
  status: 'in-flight' | 'deferred' | 'in-doubt' | 'settled';
  wait: Wait | undefined;
  result: EffectResult | undefined;
  /** False once its attempt has ended, unless a later one has taken it over. */
  isWanted: boolean;
}

/** How far a loop or for-each step has come. */
export interface LoopProgress {
  /** How many items came to `main`. */
  readonly mainCount: number;
  /** For-each: items to an iteration, iterations at a time. 0 until the loop is opened. */
  batchSize: number;
  concurrency: number;
  /** Those that have started, in order. */
  readonly iterations: Scope[];
  /** How many of them have ended. */
  ended: number;
  /** Iterations whose body has settled and that have not ended yet. */
  readonly settled: number[];
  /** Loop: the last iteration gave nothing to `next`. */
  isDry: boolean;
}

export function createState(): RunState {
  const tickets = { last: 0 };
  return {
    seq: 0,
    at: 0,
    started: undefined,
    scopes: new Map(),
    ready: new WorkQueue(tickets),
    due: new WorkQueue(tickets),
    inFlight: 0,
    deferred: 0,
    inDoubt: 0,
    timers: new Map(),
    aborts: new Map(),
    wantsPause: false,
    isPaused: false,
    verdict: undefined,
    ended: undefined,
    response: undefined,
    items: new ItemStore(),
  };
}

export function createStep(node: number, scope: Scope): Step {
  return {
    node,
    scope,
    status: 'ready',
    attempt: 0,
    startedSeq: 0,
    endedSeq: 0,
    nowMs: 0,
    effects: undefined,
    former: undefined,
    results: [],
    seen: 0,
    inFlight: 0,
    parked: 0,
    outputs: undefined,
    error: undefined,
    aborted: undefined,
    reason: undefined,
    logs: NO_LOGS,
    loop: undefined,
    ticket: 0,
  };
}

const NO_LOGS: readonly string[] = [];

export function abortKey(node: string, scope: string, attempt: number): string {
  return `${scope}/${node}:${attempt}`;
}
