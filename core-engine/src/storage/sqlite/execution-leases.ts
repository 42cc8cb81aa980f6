import { isFinal } from '@sluice/protocol';
import type { ClaimedExecution, ExecutionRow, TakeResult } from '../ports/execution-store.ts';
import { type StoredExecution, toExecutionRow } from './execution-row.ts';
import { notBlocked } from './not-blocked.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * Who may advance which execution (I3). A lease is owner, time and fence in the execution's own row; taking one counts the
 * fence up, so that whatever its former holder still sends is refused in the append.
 */
export class ExecutionLeases {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  claim({
    owner,
    untilMs,
    nowMs,
    limit,
  }: {
    owner: string;
    untilMs: number;
    nowMs: number;
    limit: number;
  }): readonly ClaimedExecution[] {
    if (this.#claimable(nowMs, 1).length === 0) return [];
    return this.#database.write(() => this.#claimable(nowMs, limit).map((key) => this.#lease(key, owner, untilMs)));
  }

  take(executionId: string, { owner, untilMs, nowMs }: { owner: string; untilMs: number; nowMs: number }): TakeResult {
    return this.#database.write((): TakeResult => {
      const found = this.#database.prepare<StoredExecution>('SELECT * FROM executions WHERE id = ?').get(executionId);
      if (found === undefined) return { ok: false, code: 'unknown' };
      if (isFinal(found.status)) return { ok: false, code: 'final' };
      const { lease_owner: holder, lease_until_ms: heldUntilMs } = found;
      if (holder !== null && holder !== owner && heldUntilMs > nowMs)
        return { ok: false, code: 'leased', owner: holder, untilMs: heldUntilMs };
      return { ok: true, execution: this.#lease(found.key, owner, untilMs) };
    });
  }

  renew(owner: string, ids: readonly string[], untilMs: number): readonly string[] {
    const renew = this.#database.prepare('UPDATE executions SET lease_until_ms = ? WHERE id = ? AND lease_owner = ?');
    return this.#database.write(() => ids.filter((id) => renew.run(untilMs, id, owner).changes > 0));
  }

  release(owner: string, ids: readonly string[]): void {
    const release = this.#database.prepare(
      'UPDATE executions SET lease_owner = NULL, lease_until_ms = 0 WHERE id = ? AND lease_owner = ?',
    );
    this.#database.write(() => {
      for (const id of ids) release.run(id, owner);
    });
  }

  /** Frees every lease; only for whoever has the home lock and so knows that all holders are dead. */
  releaseAll(): void {
    this.#database.write(() => {
      const open = `status <> 'completed' AND status IN ('queued', 'running', 'waiting', 'in-doubt')`;
      this.#database
        .prepare(`UPDATE executions SET lease_owner = NULL, lease_until_ms = 0 WHERE ${open} AND lease_owner IS NOT NULL`)
        .run();
    });
  }

  ownedWithInputs(owner: string, limit: number): readonly string[] {
    const sql = `SELECT e.id FROM executions e WHERE e.key IN (SELECT execution FROM inbox) AND e.lease_owner = ? LIMIT ?`;
    return this.#database.read(() => this.#database.prepare<{ id: string }>(sql).all(owner, limit)).map(({ id }) => id);
  }

  /** Keys, oldest first. An ended execution has neither timers nor inbox, so the status matters only to the first part. */
  #claimable(nowMs: number, limit: number): number[] {
    const rows = this.#database.prepare<{ key: number }>(
      `SELECT key FROM (
         SELECT * FROM (SELECT key FROM executions WHERE status IN ('queued', 'running') AND lease_until_ms <= :nowMs AND ${notBlocked('key')} ORDER BY lease_until_ms LIMIT :limit)
         UNION
         SELECT * FROM (SELECT key FROM executions WHERE key IN (SELECT execution FROM inbox) AND lease_until_ms <= :nowMs AND ${notBlocked('key')} LIMIT :limit)
         UNION
         SELECT * FROM (SELECT t.execution FROM timers t CROSS JOIN executions e ON e.key = t.execution
                        WHERE t.due_at_ms <= :nowMs AND e.lease_until_ms <= :nowMs AND ${notBlocked('t.execution')} ORDER BY t.due_at_ms LIMIT :limit)
       ) ORDER BY key LIMIT :limit`,
    );
    return this.#database.read(() => rows.all({ nowMs, limit })).map(({ key }) => key);
  }

  #lease(key: number, owner: string, untilMs: number): ExecutionRow {
    const update = this.#database.prepare<StoredExecution>(
      'UPDATE executions SET lease_owner = ?, lease_until_ms = ?, fence = fence + 1 WHERE key = ? RETURNING *',
    );
    // The key was read in this transaction.
    return toExecutionRow(update.get(owner, untilMs, key) as StoredExecution);
  }
}
