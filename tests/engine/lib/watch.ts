import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ExecutionDetail,
  type ExecutionStatus,
  getExecution,
  getExecutionEvents,
  type JournalEvent,
  listExecutions,
} from '@sluice/protocol';
import type { TestSluice } from '../../support/test-sluice.ts';

const PATIENCE_MS = 15_000;

/** Asks until `check` gives something else than undefined or false; throws with `what` when it takes too long. */
export async function eventually<T>(
  what: string,
  check: () => Promise<T | undefined | false>,
  limitMs = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const found = await check();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within ${limitMs} ms`);
    await sleep(25);
  }
}

/** The execution, once it has one of these statuses. */
export function whenStatus(sluice: TestSluice, id: string, ...statuses: ExecutionStatus[]): Promise<ExecutionDetail> {
  let last = '';
  return eventually(`status ${statuses.join(' or ')} of ${id}`, async () => {
    const execution = await sluice.call(getExecution, { params: { id } });
    last = execution.status;
    return statuses.includes(execution.status) ? execution : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; it is ${last}`);
  });
}

export function whenEnded(sluice: TestSluice, id: string): Promise<ExecutionDetail> {
  return whenStatus(sluice, id, 'completed', 'failed', 'cancelled');
}

/** The whole journal of an execution. */
export async function journalOf(sluice: TestSluice, id: string): Promise<JournalEvent[]> {
  const { events } = await sluice.call(getExecutionEvents, { params: { id }, query: { limit: 10_000 } });
  return events as unknown as JournalEvent[]; // the endpoint gives them out as they were recorded
}

/** The newest executions of a workflow. */
export async function executionsOf(sluice: TestSluice, workflowId: string) {
  return (await sluice.call(listExecutions, { query: { workflowId, limit: 200 } })).items;
}
