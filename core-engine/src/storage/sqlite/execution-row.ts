import type { ExecutionError, ExecutionStatus, Json } from '@sluice/protocol';
import type { ExecutionParent, ExecutionRow } from '../ports/execution-store.ts';

/** A row of `executions` as SQLite gives it. */
export interface StoredExecution {
  readonly key: number;
  readonly id: string;
  readonly workflow_id: string;
  readonly workflow_name: string;
  readonly version: string;
  readonly mode: 'production' | 'manual';
  readonly trigger_node: string;
  readonly status: ExecutionStatus;
  readonly started_at_ms: number;
  readonly ended_at_ms: number | null;
  readonly last_seq: number;
  readonly owner: string;
  readonly actor: string | null;
  readonly parent_id: string | null;
  readonly parent_place: string | null;
  readonly depth: number;
  readonly error: string | null;
  readonly waits: string | null;
  readonly lease_owner: string | null;
  readonly lease_until_ms: number;
  readonly fence: number;
}

export function toExecutionRow(stored: StoredExecution): ExecutionRow {
  return {
    id: stored.id,
    workflowId: stored.workflow_id,
    workflowName: stored.workflow_name,
    version: stored.version,
    mode: stored.mode,
    trigger: stored.trigger_node,
    status: stored.status,
    startedAtMs: stored.started_at_ms,
    endedAtMs: stored.ended_at_ms ?? undefined,
    lastSeq: stored.last_seq,
    owner: stored.owner,
    actor: stored.actor ?? undefined,
    parent: parentOf(stored),
    depth: stored.depth,
    // What these two columns hold was written by `execution-writer.ts` from values of these types.
    error: stored.error === null ? undefined : (JSON.parse(stored.error) as ExecutionError),
    waits: stored.waits === null ? undefined : (JSON.parse(stored.waits) as Json),
    leaseOwner: stored.lease_owner ?? undefined,
    leaseUntilMs: stored.lease_owner === null ? undefined : stored.lease_until_ms,
    fence: stored.fence,
  };
}

function parentOf(stored: StoredExecution): ExecutionParent | undefined {
  if (stored.parent_id === null || stored.parent_place === null) return undefined;
  return { executionId: stored.parent_id, ...(JSON.parse(stored.parent_place) as Omit<ExecutionParent, 'executionId'>) };
}
