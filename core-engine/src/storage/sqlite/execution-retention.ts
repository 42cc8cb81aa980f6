import type { SqliteDatabase } from './sqlite-database.ts';

/** Deletes what has passed its retention, and knows which blobs that leaves to nobody. */
export class ExecutionRetention {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  purge({ endedBeforeMs, keepPerWorkflow = 0, limit }: { endedBeforeMs: number; keepPerWorkflow?: number; limit: number }): {
    executionIds: string[];
    blobs: string[];
  } {
    const purged = this.#database.write(() => {
      const rows = this.#ended(endedBeforeMs, keepPerWorkflow, limit);
      const blobs = new Set<string>();
      for (const { key } of rows) this.#delete(key, blobs);
      return { executionIds: rows.map(({ id }) => id), blobs: this.#unreferenced(blobs) };
    });
    // Gives freed pages back to the file system, a bounded number at a time.
    if (purged.executionIds.length > 0) this.#database.read(() => this.#database.raw.pragma('incremental_vacuum(2000)'));
    return purged;
  }

  unreferencedBlobs(sha256s: readonly string[]): string[] {
    return this.#database.read(() => this.#unreferenced(sha256s));
  }

  /** What ended before a time started before it too, so the index of starts bounds the search. */
  #ended(endedBeforeMs: number, keepPerWorkflow: number, limit: number): { key: number; id: string }[] {
    const newer = `SELECT 1 FROM executions n WHERE n.workflow_id = e.workflow_id AND (n.started_at_ms, n.key) > (e.started_at_ms, e.key) LIMIT :keep`;
    const sql = `SELECT e.key, e.id FROM executions e
      WHERE e.started_at_ms < :endedBeforeMs AND e.ended_at_ms < :endedBeforeMs AND e.status IN ('completed', 'failed', 'cancelled')
        AND (:keep = 0 OR (SELECT count(*) FROM (${newer})) >= :keep)
      ORDER BY e.started_at_ms LIMIT :limit`;
    return this.#database.prepare<{ key: number; id: string }>(sql).all({ endedBeforeMs, keep: keepPerWorkflow, limit });
  }

  /** The rest of it goes by the foreign keys' cascade. */
  #delete(key: number, blobs: Set<string>): void {
    for (const { sha256 } of this.#database
      .prepare<{ sha256: Buffer }>('SELECT sha256 FROM blob_refs WHERE execution = ?')
      .all(key))
      blobs.add(sha256.toString('hex'));
    this.#database.prepare('DELETE FROM executions WHERE key = ?').run(key);
  }

  #unreferenced(sha256s: Iterable<string>): string[] {
    const find = this.#database.prepare('SELECT 1 FROM blob_refs WHERE sha256 = ? LIMIT 1');
    return [...sha256s].filter((sha256) => find.get(Buffer.from(sha256, 'hex')) === undefined);
  }
}
