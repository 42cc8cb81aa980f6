import { SluiceError } from '@sluice/protocol';
import type { ExecutionRow, ExecutionStore, LoadedExecution } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import type { BlockedExecutions } from './blocked-executions.ts';
import { createLiveExecution, type ExecutionHead, type LiveExecution } from './live-execution.ts';
import { hasObstacle } from './obstacle.ts';
import type { ExecutionRunnerOptions } from './runner-options.ts';
import { retryOf } from './wait-timer.ts';

type LeaseOptions = Pick<ExecutionRunnerOptions, 'leaseOwner' | 'leaseMs' | 'clock'> & {
  readonly store: Pick<ExecutionStore, 'take' | 'load'>;
};

/**
 * Takes the lease of a stored execution and makes it live; the state itself is left to the first turn. Undefined when it has ended.
 *
 * @throws SluiceError `not_found`; `overloaded` when somebody else holds the lease; `execution_blocked` when it cannot go on.
 */
export async function takeExecution(
  executionId: string,
  from: LeaseOptions & { readonly plans: PlanStore; readonly blocked: Pick<BlockedExecutions, 'meet'> },
): Promise<{ readonly live: LiveExecution; readonly loaded: LoadedExecution } | undefined> {
  const row = await takeLease(executionId, from);
  if (row === undefined) return undefined;
  try {
    const loaded = await from.store.load(executionId);
    if (loaded === undefined) return undefined;
    return { live: createLive(row, { ...headOf(row), loaded: await from.plans.load(row.version) }, loaded), loaded };
  } catch (error) {
    throw await from.blocked.meet(executionId, row.fence, error);
  }
}

/** Undefined when it has ended. Throws `not_found`, and `overloaded` when somebody else holds the lease. */
export async function takeLease(
  executionId: string,
  { store, leaseOwner, leaseMs, clock }: LeaseOptions,
): Promise<ExecutionRow | undefined> {
  const nowMs = clock();
  const taken = await store.take(executionId, { owner: leaseOwner, untilMs: nowMs + leaseMs, nowMs });
  if (taken.ok) return taken.execution;
  if (taken.code === 'final') return undefined;
  throw refusalOf(executionId, taken.code);
}

/** What a row says of an execution; its plan is loaded apart. */
export function headOf(row: ExecutionRow): Omit<ExecutionHead, 'loaded'> {
  return {
    id: row.id,
    workflow: { id: row.workflowId, name: row.workflowName, owner: row.owner },
    startedAtMs: row.startedAtMs,
    mode: row.mode,
    trigger: row.trigger,
    actor: row.actor,
    parent: row.parent,
    depth: row.depth,
  };
}

function createLive(row: ExecutionRow, head: ExecutionHead, { timers }: LoadedExecution): LiveExecution {
  const live = createLiveExecution(head, {
    fence: row.fence,
    lastSeq: row.lastSeq,
    status: row.status,
    isCreated: true,
    source: row.lastSeq > 0 ? 'journal' : 'fresh',
  });
  live.isHeldBack = row.status === 'queued';
  live.isBlocked = hasObstacle(row.waits);
  for (const { id, dueAt } of timers) if (retryOf(id) !== undefined) live.retries.set(id, dueAt);
  return live;
}

function refusalOf(executionId: string, code: 'unknown' | 'leased'): SluiceError {
  if (code === 'unknown')
    return new SluiceError('not_found', `There is no execution ${executionId}.`, { place: { executionId } });
  return new SluiceError('overloaded', `Execution ${executionId} is being advanced by another engine.`, {
    retryAfterMs: 1000,
    place: { executionId },
  });
}
