import type { NewInput } from '@sluice/kernel';
import { type ExecutionStatus, isFinal, type Json, SluiceError } from '@sluice/protocol';
import type { BlobStore } from '../ports/blob-store.ts';
import {
  type AddInputResult,
  type ClaimedExecution,
  type CommitResult,
  type DueTimer,
  EXECUTION_TIMEOUT_TIMER,
  type ExecutionChange,
  type ExecutionQuery,
  type ExecutionRow,
  type ExecutionStore,
  type InboxEntry,
  type LoadedExecution,
  type RemoveResult,
  type StoredSegment,
  type StoredSnapshot,
  type TakeResult,
} from '../ports/execution-store.ts';
import type { Page } from '../ports/page.ts';
import { ExecutionLeases } from './execution-leases.ts';
import { ExecutionList } from './execution-list.ts';
import { ExecutionRetention } from './execution-retention.ts';
import { type StoredExecution, toExecutionRow } from './execution-row.ts';
import { ExecutionSearch } from './execution-search.ts';
import { ExecutionWriter } from './execution-writer.ts';
import { notBlocked } from './not-blocked.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { isDatabaseWide } from './sqlite-failure.ts';

interface SegmentColumns {
  readonly first_seq: number;
  readonly last_seq: number;
  readonly perf: string | null;
  readonly bytes: Buffer;
}

/** The execution store on SQLite. Every method is one turn of the event loop, but for `list` with a search. */
export class SqliteExecutionStore implements ExecutionStore {
  readonly #database: SqliteDatabase;
  readonly #writer: ExecutionWriter;
  readonly #leases: ExecutionLeases;
  readonly #list: ExecutionList;
  readonly #search: ExecutionSearch;
  readonly #retention: ExecutionRetention;

  /** Without `blobs` a search looks through journals alone. */
  constructor(database: SqliteDatabase, blobs?: Pick<BlobStore, 'readStream'>) {
    this.#database = database;
    this.#writer = new ExecutionWriter(database);
    this.#leases = new ExecutionLeases(database);
    this.#list = new ExecutionList(database);
    this.#search = new ExecutionSearch(database, this.#list, blobs);
    this.#retention = new ExecutionRetention(database);
  }

  async commit(changes: readonly ExecutionChange[]): Promise<readonly CommitResult[]> {
    if (changes.length === 0) return [];
    try {
      return this.#database.write(() => changes.map((change) => this.#writer.apply(change)));
    } catch (error) {
      if (!isOneChangesFault(error)) throw error;
      return this.#database.write(() => changes.map((change) => this.#applyAlone(change)));
    }
  }

  async addInput(executionId: string, input: NewInput): Promise<AddInputResult> {
    return this.#database.write((): AddInputResult => {
      const sql = 'SELECT key, status, lease_owner FROM executions WHERE id = ?';
      const row = this.#database
        .prepare<{ key: number; status: ExecutionStatus; lease_owner: string | null }>(sql)
        .get(executionId);
      if (row === undefined) return { ok: false, code: 'unknown' };
      if (isFinal(row.status)) return { ok: false, code: 'final' };
      this.#database.prepare('INSERT INTO inbox (execution, input) VALUES (?, ?)').run(row.key, JSON.stringify(input));
      return { ok: true, leaseOwner: row.lease_owner ?? undefined };
    });
  }

  async claim(request: { owner: string; untilMs: number; nowMs: number; limit: number }): Promise<readonly ClaimedExecution[]> {
    return this.#leases.claim(request);
  }

  async take(executionId: string, request: { owner: string; untilMs: number; nowMs: number }): Promise<TakeResult> {
    return this.#leases.take(executionId, request);
  }

  async renew(owner: string, ids: readonly string[], untilMs: number): Promise<readonly string[]> {
    return ids.length === 0 ? [] : this.#leases.renew(owner, ids, untilMs);
  }

  async release(owner: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) this.#leases.release(owner, ids);
  }

  async ownedWithInputs(owner: string, limit: number): Promise<readonly string[]> {
    return this.#leases.ownedWithInputs(owner, limit);
  }

  async nextDueAt(): Promise<number | undefined> {
    const sql = `SELECT t.due_at_ms AS due FROM timers t WHERE ${FIRES} ORDER BY t.due_at_ms LIMIT 1`;
    return this.#database.read(() => this.#database.prepare<{ due: number }>(sql).get())?.due;
  }

  async dueTimers(nowMs: number, limit: number): Promise<readonly DueTimer[]> {
    const sql = `SELECT e.id AS execution_id, t.id, t.due_at_ms, e.lease_owner FROM timers t CROSS JOIN executions e ON e.key = t.execution
                 WHERE t.due_at_ms <= ? AND ${FIRES} ORDER BY t.due_at_ms LIMIT ?`;
    const rows = this.#database.prepare<{ execution_id: string; id: string; due_at_ms: number; lease_owner: string | null }>(sql);
    const toTimer = (row: { execution_id: string; id: string; due_at_ms: number; lease_owner: string | null }): DueTimer => ({
      executionId: row.execution_id,
      id: row.id,
      dueAt: row.due_at_ms,
      leaseOwner: row.lease_owner ?? undefined,
    });
    return this.#database.read(() => rows.all(nowMs, limit)).map(toTimer);
  }

  async listBlocked(): Promise<readonly { readonly id: string; readonly version: string }[]> {
    const sql = 'SELECT e.id, e.version FROM blocked b CROSS JOIN executions e ON e.key = b.execution ORDER BY e.key';
    return this.#database.read(() => this.#database.prepare<{ id: string; version: string }>(sql).all());
  }

  async load(executionId: string): Promise<LoadedExecution | undefined> {
    return this.#database.read(() => {
      const stored = this.#find(executionId);
      if (stored === undefined) return undefined;
      const snapshot = this.#snapshot(stored.key, stored.last_seq);
      return {
        execution: toExecutionRow(stored),
        snapshot,
        segments: this.#segments(stored.key, snapshot?.seq ?? 0, Number.MAX_SAFE_INTEGER),
        timers: this.#database
          .prepare<{ id: string; dueAt: number }>(
            'SELECT id, due_at_ms AS dueAt FROM timers WHERE execution = ? ORDER BY due_at_ms',
          )
          .all(stored.key),
        inbox: this.#inbox(stored.key),
      };
    });
  }

  async loadSegments(executionId: string, afterSeq: number, limit: number): Promise<readonly StoredSegment[]> {
    return this.#database.read(() => {
      const key = this.#find(executionId)?.key;
      return key === undefined ? [] : this.#segments(key, afterSeq, limit);
    });
  }

  async loadSnapshot(executionId: string, seq: number): Promise<StoredSnapshot | undefined> {
    return this.#database.read(() => {
      const key = this.#find(executionId)?.key;
      return key === undefined ? undefined : this.#snapshot(key, seq);
    });
  }

  async find(executionId: string): Promise<ExecutionRow | undefined> {
    const stored = this.#database.read(() => this.#find(executionId));
    return stored === undefined ? undefined : toExecutionRow(stored);
  }

  async list(query: ExecutionQuery): Promise<Page<ExecutionRow>> {
    const { search } = query;
    return search === undefined || search === '' ? this.#list.page(query) : this.#search.page({ ...query, search });
  }

  async lastOf(workflowIds: readonly string[]): Promise<ReadonlyMap<string, ExecutionRow>> {
    const last = this.#database.prepare<StoredExecution>(
      'SELECT * FROM executions WHERE workflow_id = ? ORDER BY started_at_ms DESC, key DESC LIMIT 1',
    );
    return this.#database.read(() => {
      const found = workflowIds.map((id) => last.get(id)).filter((row) => row !== undefined);
      return new Map(found.map((row) => [row.workflow_id, toExecutionRow(row)]));
    });
  }

  async newestActors(workflowId: string, among: number): Promise<readonly string[]> {
    const newest = 'SELECT actor FROM executions WHERE workflow_id = ? ORDER BY started_at_ms DESC LIMIT ?';
    const sql = `SELECT DISTINCT actor FROM (${newest}) WHERE actor IS NOT NULL`;
    return this.#database
      .read(() => this.#database.prepare<{ actor: string }>(sql).all(workflowId, among))
      .map(({ actor }) => actor);
  }

  async countByStatus(workflowId?: string): Promise<Readonly<Record<ExecutionStatus, number>>> {
    return this.#list.countByStatus(workflowId);
  }

  async purge(request: {
    endedBeforeMs: number;
    keepPerWorkflow?: number;
    limit: number;
  }): Promise<{ executionIds: readonly string[]; blobs: readonly string[] }> {
    return this.#retention.purge(request);
  }

  async remove(executionId: string): Promise<RemoveResult> {
    return this.#retention.remove(executionId);
  }

  async refersToBlob(sha256: string, workflowIds: readonly string[]): Promise<boolean> {
    return this.#retention.refersToBlob(sha256, workflowIds);
  }

  async unreferencedBlobs(sha256s: readonly string[]): Promise<readonly string[]> {
    return this.#retention.unreferencedBlobs(sha256s);
  }

  /** The slow way, after a group failed by the fault of one of its changes: that one is refused, the others stay one transaction. */
  #applyAlone(change: ExecutionChange): CommitResult {
    const result = this.#database.attempt(() => this.#writer.apply(change));
    if (result.ok) return result.value;
    const said = result.error instanceof Error ? result.error.message : String(result.error);
    return { ok: false, code: 'invalid', detail: `Execution ${change.executionId}: the change cannot be stored: ${said}.` };
  }

  #find(executionId: string): StoredExecution | undefined {
    return this.#database.prepare<StoredExecution>('SELECT * FROM executions WHERE id = ?').get(executionId);
  }

  #segments(key: number, afterSeq: number, limit: number): StoredSegment[] {
    const sql =
      'SELECT first_seq, last_seq, perf, bytes FROM segments WHERE execution = ? AND last_seq > ? ORDER BY last_seq LIMIT ?';
    const rows = this.#database.prepare<SegmentColumns>(sql).all(key, afterSeq, limit);
    return rows.map((row) => ({
      firstSeq: row.first_seq,
      lastSeq: row.last_seq,
      bytes: row.bytes,
      perf: row.perf === null ? undefined : (JSON.parse(row.perf) as Json), // written from a Json value
    }));
  }

  #snapshot(key: number, seq: number): StoredSnapshot | undefined {
    return this.#database
      .prepare<StoredSnapshot>('SELECT seq, bytes FROM snapshots WHERE execution = ? AND seq <= ? ORDER BY seq DESC LIMIT 1')
      .get(key, seq);
  }

  #inbox(key: number): InboxEntry[] {
    const rows = this.#database
      .prepare<{ id: number; input: string }>('SELECT id, input FROM inbox WHERE execution = ? ORDER BY id')
      .all(key);
    return rows.map(({ id, input }) => ({ id, input: JSON.parse(input) as NewInput })); // written from a NewInput
  }
}

/** Which timers `t` fire: of a blocked execution only that which ends it. */
const FIRES = `(t.id = '${EXECUTION_TIMEOUT_TIMER}' OR ${notBlocked('t.execution')})`;

/** A value that the database cannot take fails the group, though only one change brought it. */
function isOneChangesFault(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'database_failed' && !isDatabaseWide(error.cause);
}
