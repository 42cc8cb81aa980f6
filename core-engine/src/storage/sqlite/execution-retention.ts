import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ExecutionStatus, isFinal } from '@sluice/protocol';
import type { RemoveResult } from '../ports/execution-store.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** How many are deleted in one transaction and turn of the event loop: some milliseconds' work. */
const CHUNK = 50;

interface Ended {
  readonly key: number;
  readonly id: string;
  readonly workflow_id: string;
  readonly started_at_ms: number;
}

/** Deletes what has passed its retention, and knows which blobs that leaves to nobody. */
export class ExecutionRetention {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async purge(request: { endedBeforeMs: number; keepPerWorkflow?: number; limit: number }) {
    const ended = this.#database.read(() => this.#findEnded(request.endedBeforeMs, request.keepPerWorkflow ?? 0, request.limit));
    const blobs: string[] = [];
    for (let at = 0; at < ended.length; at += CHUNK) {
      if (at > 0) await nextTurn();
      blobs.push(...this.#deleteChunk(ended.slice(at, at + CHUNK)));
    }
    return { executionIds: ended.map(({ id }) => id), blobs };
  }

  remove(executionId: string): RemoveResult {
    const find = this.#database.prepare<Ended & { status: ExecutionStatus }>(
      'SELECT key, id, workflow_id, started_at_ms, status FROM executions WHERE id = ?',
    );
    const row = this.#database.read(() => find.get(executionId));
    if (row === undefined) return { ok: false, code: 'unknown' };
    // Nothing leaves a final status, so that it still holds in the transaction below.
    if (!isFinal(row.status)) return { ok: false, code: 'not_final' };
    return { ok: true, blobs: this.#deleteChunk([row]) };
  }

  refersToBlob(sha256: string, workflowIds: readonly string[]): boolean {
    const find = this.#database.prepare(
      `SELECT 1 FROM blob_refs JOIN executions ON executions.key = blob_refs.execution
       WHERE sha256 = ? AND workflow_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
    );
    return this.#database.read(() => find.get(Buffer.from(sha256, 'hex'), JSON.stringify(workflowIds)) !== undefined);
  }

  unreferencedBlobs(sha256s: readonly string[]): string[] {
    return this.#database.read(() => this.#unreferenced(sha256s));
  }

  /** Oldest first. What ended before a time started before it too, so the index of starts bounds the search. */
  #findEnded(endedBeforeMs: number, keep: number, limit: number): Ended[] {
    const rows = this.#database.prepare<Ended>(
      `SELECT key, id, workflow_id, started_at_ms FROM executions
       WHERE started_at_ms < ?1 AND ended_at_ms < ?1 AND status IN ('completed', 'failed', 'cancelled') ORDER BY started_at_ms, key`,
    );
    const found: Ended[] = [];
    const oldestKept = new Map<string, readonly [startedAtMs: number, key: number]>();
    for (const row of rows.iterate({ 1: endedBeforeMs })) {
      if (found.length === limit) break;
      if (keep > 0 && !oldestKept.has(row.workflow_id)) oldestKept.set(row.workflow_id, this.#oldestKept(row.workflow_id, keep));
      const [startedAtMs, key] = oldestKept.get(row.workflow_id) ?? [Number.POSITIVE_INFINITY, 0];
      if (row.started_at_ms < startedAtMs || (row.started_at_ms === startedAtMs && row.key < key)) found.push(row);
    }
    return found;
  }

  /** Start and key of the workflow's `keep`-th newest execution: this one and all newer ones stay. */
  #oldestKept(workflowId: string, keep: number): readonly [startedAtMs: number, key: number] {
    const sql =
      'SELECT started_at_ms, key FROM executions WHERE workflow_id = ? ORDER BY started_at_ms DESC, key DESC LIMIT 1 OFFSET ?';
    const row = this.#database.prepare<{ started_at_ms: number; key: number }>(sql).get(workflowId, keep - 1);
    return row === undefined ? [Number.NEGATIVE_INFINITY, 0] : [row.started_at_ms, row.key];
  }

  /** Gives the blobs that nobody names any more. What else belongs to a row goes by the foreign keys' cascade. */
  #deleteChunk(rows: readonly Ended[]): string[] {
    const orphans = this.#database.write(() => {
      const refs = this.#database.prepare<{ sha256: Buffer }>('SELECT sha256 FROM blob_refs WHERE execution = ?');
      const remove = this.#database.prepare('DELETE FROM executions WHERE key = ?');
      const blobs = new Set<string>();
      for (const { key } of rows) {
        for (const { sha256 } of refs.all(key)) blobs.add(sha256.toString('hex'));
        remove.run(key);
      }
      return this.#unreferenced(blobs);
    });
    // Gives freed pages back to the file system.
    this.#database.read(() => this.#database.raw.pragma('incremental_vacuum(200)'));
    return orphans;
  }

  #unreferenced(sha256s: Iterable<string>): string[] {
    const find = this.#database.prepare('SELECT 1 FROM blob_refs WHERE sha256 = ? LIMIT 1');
    return [...sha256s].filter((sha256) => find.get(Buffer.from(sha256, 'hex')) === undefined);
  }
}
