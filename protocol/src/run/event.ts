import { z } from 'zod';
import { effectClass } from './effect.ts';
import { itemList, storedValue } from './item.ts';
import { runError } from './run-error.ts';

/**
 * The journal's events. They are of two kinds. **Inputs** come from outside and carry the time `at` (ms since the epoch) at
 * which the engine took them in. **Derived** events follow from the plan and the inputs before them, and are made again, byte for
 * byte, by a replay (I4); they carry no time of their own.
 *
 * A scope is the loop iteration path: `''` for the top, then `loop#0`, `loop#0/inner#3`. A step is `{ node, scope }`; its
 * `attempt` starts at 1.
 */
const seq = z.int().min(1);
const at = z.int().min(0);
const step = { node: z.string(), scope: z.string(), attempt: z.int().min(1) };
const actor = z.string();

const timeWait = z.strictObject({ kind: z.literal('time'), dueAt: at });
const resumeWait = z.strictObject({
  kind: z.literal('resume'),
  token: z.string(),
  dueAt: at.optional(),
  note: z.string().optional(),
});
const executionWait = z.strictObject({ kind: z.literal('execution'), executionId: z.string() });

/** What an execution that is parked waits for. `dueAt` in ms since the epoch. */
export const wait = z.discriminatedUnion('kind', [timeWait, resumeWait, executionWait]);
/** A wait as people are shown it: those who may not follow its resume link do not see the token. */
export const waitView = z.discriminatedUnion('kind', [
  timeWait,
  resumeWait.extend({ token: z.string().optional() }),
  executionWait,
]);

/** The part of a workflow that a run by hand is of; absent: the whole. */
export const askedPart = z.strictObject({
  /** The node that it goes up to. */
  target: z.string().optional(),
  /** The node that it goes on from. */
  from: z.string().optional(),
  /** The execution whose outputs were to be reused. */
  reuse: z.string().optional(),
  /** The nodes that are no part of it: they are skipped with the reason `not-asked`. Sorted. */
  outside: z.array(z.string()),
});

/**
 * What a node gives out in a run by hand without being run, in every scope in which it fires: what it gave out in an earlier execution,
 * or, without one, what was pinned to it.
 */
export const givenOutputs = z.strictObject({
  executionId: z.string().optional(),
  outputs: z.record(z.string(), itemList),
});

export const inputEvent = z.discriminatedUnion('type', [
  z.strictObject({
    seq,
    at,
    type: z.literal('execution-started'),
    executionId: z.string(),
    workflowId: z.string(),
    version: z.string(),
    /** `production` by a trigger, `manual` by a person or the CLI. */
    mode: z.enum(['production', 'manual']),
    trigger: z.string(),
    items: itemList,
    /** 32 hex digits: what every random number of the guest follows from. */
    seed: z.string().regex(/^[0-9a-f]{32}$/),
    actor: actor.optional(),
    parent: z.strictObject({ executionId: z.string(), node: z.string(), scope: z.string(), index: z.int() }).optional(),
    asked: askedPart.optional(),
    given: z.record(z.string(), givenOutputs).optional(),
  }),
  z.strictObject({
    seq,
    at,
    type: z.literal('effect-settled'),
    ...step,
    index: z.int().min(0),
    result: z.union([
      z.strictObject({ ok: z.literal(true), value: storedValue }),
      z.strictObject({ ok: z.literal(false), error: runError }),
    ]),
  }),
  z.strictObject({ seq, at, type: z.literal('effect-deferred'), ...step, index: z.int().min(0), wait }),
  z.strictObject({ seq, at, type: z.literal('effect-in-doubt'), ...step, index: z.int().min(0) }),
  z.strictObject({
    seq,
    at,
    type: z.literal('doubt-resolved'),
    ...step,
    index: z.int().min(0),
    decision: z.enum(['retry', 'done', 'fail']),
    value: storedValue.optional(),
    actor: actor.optional(),
  }),
  z.strictObject({ seq, at, type: z.literal('timer-fired'), timer: z.string() }),
  z.strictObject({ seq, at, type: z.literal('step-aborted'), ...step, error: runError }),
  z.strictObject({ seq, at, type: z.literal('cancel-requested'), actor: actor.optional(), reason: z.string().optional() }),
  z.strictObject({ seq, at, type: z.literal('pause-requested'), actor: actor.optional() }),
  z.strictObject({ seq, at, type: z.literal('resume-requested'), actor: actor.optional() }),
  z.strictObject({ seq, at, type: z.literal('execution-timed-out') }),
]);

export const derivedEvent = z.discriminatedUnion('type', [
  z.strictObject({ seq, type: z.literal('step-started'), ...step }),
  z.strictObject({
    seq,
    type: z.literal('effect-requested'),
    ...step,
    index: z.int().min(0),
    verb: z.string(),
    uri: z.string(),
    args: storedValue,
    class: effectClass,
    /** The idempotency key: the same for every attempt, different for every effect there is. */
    key: z.string(),
    /** Set when no handle knows the verb: the effect has failed with this error by being requested, and is not performed. */
    refused: runError.optional(),
  }),
  z.strictObject({
    seq,
    type: z.literal('step-completed'),
    ...step,
    outputs: z.record(z.string(), itemList),
    logs: z.array(z.string()).optional(),
  }),
  /** The step gave out what the start of the execution gives its node (`given`), without being run. */
  z.strictObject({ seq, type: z.literal('step-given'), node: z.string(), scope: z.string() }),
  z.strictObject({ seq, type: z.literal('step-failed'), ...step, error: runError, logs: z.array(z.string()).optional() }),
  z.strictObject({ seq, type: z.literal('retry-scheduled'), ...step, timer: z.string(), dueAt: at }),
  z.strictObject({
    seq,
    type: z.literal('step-skipped'),
    node: z.string(),
    scope: z.string(),
    reason: z.enum(['dead', 'other-trigger', 'disabled', 'not-asked']),
  }),
  /** A for-each node knows how it goes through its items: so many to an iteration, so many iterations at a time. */
  z.strictObject({
    seq,
    type: z.literal('loop-opened'),
    node: z.string(),
    scope: z.string(),
    batchSize: z.int().min(1),
    concurrency: z.int().min(1),
  }),
  z.strictObject({ seq, type: z.literal('iteration-started'), node: z.string(), scope: z.string(), index: z.int().min(0) }),
  z.strictObject({ seq, type: z.literal('iteration-ended'), node: z.string(), scope: z.string(), index: z.int().min(0) }),
  z.strictObject({ seq, type: z.literal('response-ready'), response: storedValue }),
  z.strictObject({ seq, type: z.literal('execution-paused') }),
  z.strictObject({ seq, type: z.literal('execution-resumed') }),
  z.strictObject({ seq, type: z.literal('execution-completed'), output: itemList }),
  z.strictObject({ seq, type: z.literal('execution-failed'), error: runError }),
  z.strictObject({ seq, type: z.literal('execution-cancelled') }),
]);

export const journalEvent = z.union([inputEvent, derivedEvent]);

export type AskedPart = z.infer<typeof askedPart>;
export type GivenOutputs = z.infer<typeof givenOutputs>;
export type Wait = z.infer<typeof wait>;
export type InputEvent = z.infer<typeof inputEvent>;
export type DerivedEvent = z.infer<typeof derivedEvent>;
export type JournalEvent = z.infer<typeof journalEvent>;
export type EventOf<T extends JournalEvent['type']> = Extract<JournalEvent, { type: T }>;
