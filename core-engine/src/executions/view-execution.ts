import type { ExecutionSummary } from '@sluice/protocol';
import type { ExecutionRow } from '../storage/ports/execution-store.ts';

/** A row as the API shows it. */
export function viewExecution(row: ExecutionRow): ExecutionSummary {
  return {
    id: row.id,
    workflowId: row.workflowId,
    workflowName: row.workflowName,
    version: row.version,
    status: row.status,
    mode: row.mode,
    trigger: row.trigger,
    startedAt: new Date(row.startedAtMs).toISOString(),
    endedAt: row.endedAtMs === undefined ? null : new Date(row.endedAtMs).toISOString(),
    lastSeq: row.lastSeq,
    parentId: row.parent?.executionId ?? null,
    startedBy: row.actor ?? null,
    error: row.error ?? null,
    // The engine wrote them in the contract's own shape (`execution-change.ts`).
    waits: (row.waits ?? []) as ExecutionSummary['waits'],
  };
}
