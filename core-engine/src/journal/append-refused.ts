import type { CommitRefusal } from '../storage/ports/execution-store.ts';

/**
 * The journal did not take a change, by its own rules; nothing of it was written. `fenced` means: somebody else advances this execution
 * now, so drop the work. `exists` means: it was created before, by an earlier try of the same. The rest are bugs of the caller.
 */
export class AppendRefused extends Error {
  readonly executionId: string;
  readonly reason: CommitRefusal;

  constructor(executionId: string, reason: CommitRefusal, detail: string) {
    super(`${reason}: ${detail}`);
    this.name = 'AppendRefused';
    this.executionId = executionId;
    this.reason = reason;
  }
}
