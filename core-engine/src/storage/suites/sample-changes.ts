import type { ExecutionChange, NewExecution, NewSegment } from '../ports/execution-store.ts';

const LEASE = { owner: 'engine-a', fence: 1 };

export function sampleExecution(over: Partial<NewExecution> = {}): NewExecution {
  return {
    workflowId: 'wf-1',
    workflowName: 'Orders',
    version: 'a'.repeat(64),
    mode: 'production',
    trigger: 'hook',
    startedAtMs: 1000,
    owner: 'did:key:z6MkOwner',
    ...over,
  };
}

export function sampleSegment(firstSeq: number, lastSeq: number, text = 'x'): NewSegment {
  const lines = Array.from(
    { length: lastSeq - firstSeq + 1 },
    (_, at) => `{"seq":${firstSeq + at},"type":"step-started","text":${JSON.stringify(text)}}\n`,
  );
  return { firstSeq, lastSeq, bytes: Buffer.from(lines.join('')) };
}

/** A run that goes on, leased by `engine-a` with fence 1 until `leaseUntilMs`. */
export function startedRun(executionId: string, over: Partial<ExecutionChange> = {}): ExecutionChange {
  return {
    executionId,
    lease: LEASE,
    create: sampleExecution(),
    segment: sampleSegment(1, 3),
    status: 'running',
    leaseUntilMs: 5000,
    ...over,
  };
}

/** A run that is stored when it has already completed: the hot path. */
export function completedRun(executionId: string, over: Partial<ExecutionChange> = {}): ExecutionChange {
  return {
    executionId,
    lease: LEASE,
    create: sampleExecution(),
    segment: sampleSegment(1, 3),
    status: 'completed',
    endedAtMs: 1001,
    ...over,
  };
}

export function laterChange(executionId: string, over: Partial<ExecutionChange> = {}): ExecutionChange {
  return { executionId, lease: LEASE, ...over };
}
