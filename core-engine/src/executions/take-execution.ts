import { SluiceError } from '@sluice/protocol';
import type { ExecutionRow, ExecutionStore, LoadedExecution } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import { createLiveExecution, type ExecutionHead, type LiveExecution } from './live-execution.ts';
import { retryOf } from './wait-timer.ts';

/**
 * Takes the lease of a stored execution and makes it live; the state itself is left to the first turn. Undefined when it has ended.
 *
 * @throws SluiceError `not_found`; `overloaded` when somebody else holds the lease.
 */
export async function takeExecution(
  executionId: string,
  from: {
    readonly store: ExecutionStore;
    readonly plans: PlanStore;
    readonly lease: { readonly owner: string; readonly untilMs: number; readonly nowMs: number };
  },
): Promise<{ readonly live: LiveExecution; readonly loaded: LoadedExecution } | undefined> {
  const taken = await from.store.take(executionId, from.lease);
  if (!taken.ok) {
    if (taken.code === 'final') return undefined;
    throw refusalOf(executionId, taken.code);
  }
  const loaded = await from.store.load(executionId);
  if (loaded === undefined) return undefined;
  const row = loaded.execution;
  const live = createLiveExecution(await headOf(row, from.plans), {
    fence: taken.execution.fence,
    lastSeq: row.lastSeq,
    status: row.status,
    isCreated: true,
    source: row.lastSeq > 0 ? 'journal' : 'fresh',
  });
  live.isHeldBack = row.status === 'queued';
  for (const { id, dueAt } of loaded.timers) if (retryOf(id) !== undefined) live.retries.set(id, dueAt);
  return { live, loaded };
}

async function headOf(row: ExecutionRow, plans: PlanStore): Promise<ExecutionHead> {
  return {
    id: row.id,
    workflow: { id: row.workflowId, name: row.workflowName, owner: row.owner },
    loaded: await plans.load(row.version),
    startedAtMs: row.startedAtMs,
    mode: row.mode,
    trigger: row.trigger,
    actor: row.actor,
    parent: row.parent,
    depth: row.depth,
  };
}

function refusalOf(executionId: string, code: 'unknown' | 'leased'): SluiceError {
  if (code === 'unknown')
    return new SluiceError('not_found', `There is no execution ${executionId}.`, { place: { executionId } });
  return new SluiceError('overloaded', `Execution ${executionId} is being advanced by another engine.`, {
    retryAfterMs: 1000,
    place: { executionId },
  });
}
