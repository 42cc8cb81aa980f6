import { hashedUuid } from '../../handles/hashed-uuid.ts';

/** The id of the execution that a tick starts; the same tick always has the same. */
export function scheduledExecutionId(tick: {
  readonly workflowId: string;
  readonly nodeId: string;
  readonly dueAtMs: number;
}): string {
  return hashedUuid(`sluice/scheduled-execution\n${tick.workflowId}\n${tick.nodeId}\n${tick.dueAtMs}`);
}
