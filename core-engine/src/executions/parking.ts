import type { ExecutionSummary } from '@sluice/protocol';
import type { JobResult } from '../sandbox/job.ts';
import type { ExecutionRow } from '../storage/ports/execution-store.ts';
import type { LiveExecution } from './live-execution.ts';

/** Nothing is under way any more and nothing came in: it can be dropped from memory, and its lease given back with the commit. */
export function isIdle(live: LiveExecution, result: JobResult): boolean {
  const hasWork =
    result.more || result.missingBlobs.length > 0 || live.queue.length > 0 || live.inFlight.size > 0 || live.holds > 0;
  const needsDoing = [...live.pending.values()].some((effect) => effect.wait === undefined && effect.inDoubt !== true);
  return isParkedStatus(result) && !hasWork && !needsDoing;
}

/** Nobody should wait for it with the line open: a person has to act, or the clock to go on until after `limitMs`. */
export function isParkedForLong(live: LiveExecution, result: JobResult, limitMs: number): boolean {
  if (!isParkedStatus(result)) return false;
  if (result.status === 'in-doubt' || result.isPaused === true) return true;
  const waits = [...live.pending.values()].flatMap(({ wait }) => (wait === undefined ? [] : [wait]));
  return (
    waits.some((wait) => wait.kind === 'resume' || (wait.kind === 'time' && wait.dueAt > limitMs)) ||
    [...live.retries.values()].some((dueAt) => dueAt > limitMs)
  );
}

/** The same of one that is stored: at least one of its waits does not end by itself. */
export function isForPerson({ status, waits }: ExecutionRow): boolean {
  const stored = (waits ?? []) as unknown as ExecutionSummary['waits']; // the engine wrote them in this shape
  const byItself: ReadonlySet<string> = new Set(['time', 'retry', 'execution']);
  return status === 'in-doubt' || stored.some(({ wait }) => !byItself.has(wait.kind));
}

function isParkedStatus({ status }: JobResult): boolean {
  return status === 'waiting' || status === 'in-doubt';
}
