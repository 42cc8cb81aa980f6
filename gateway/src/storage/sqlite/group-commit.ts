import type { Database } from 'better-sqlite3';
import { databaseFailure } from './database-failure.ts';

interface Pending {
  readonly run: () => void;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Gathers the writes of one turn of the event loop into one transaction, so that many requests share one sync of the disk. A write's
 * promise is fulfilled after the commit: what was told to a caller is durable (I2).
 */
export class GroupCommit {
  private readonly runAll: (batch: readonly Pending[]) => void;
  private readonly runOne: (work: () => void) => void;
  private queue: Pending[] = [];

  constructor(database: Database) {
    this.runAll = database.transaction((batch: readonly Pending[]) => {
      for (const { run } of batch) run();
    }).immediate;
    // Within a transaction this is a savepoint: a write that fails leaves nothing behind, and the others stand.
    this.runOne = database.transaction((work: () => void) => work());
  }

  /** Runs `work` in the next transaction. What it throws rejects its own promise only. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: { readonly value: T } | { readonly error: unknown };
      const run = () => {
        try {
          this.runOne(() => {
            outcome = { value: work() };
          });
        } catch (error) {
          outcome = { error: databaseFailure(error) };
        }
      };
      const settle = () => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value));
      if (this.queue.length === 0) setImmediate(() => this.flush());
      this.queue.push({ run, settle, fail: reject });
    });
  }

  /** Commits what is waiting now. */
  flush(): void {
    const batch = this.queue;
    if (batch.length === 0) return;
    this.queue = [];
    try {
      this.runAll(batch);
    } catch (error) {
      const failure = databaseFailure(error);
      for (const { fail } of batch) fail(failure);
      return;
    }
    for (const { settle } of batch) settle();
  }
}
