import type { NewInput } from '@sluice/kernel';
import { type ExecutionStatus, isFinal, statusTransitions } from '@sluice/protocol';
import type { CommitRefusal, CommitResult, ExecutionChange, NewExecution } from '../ports/execution-store.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/**
 * Applies changes to executions within a transaction that the caller holds: the hot path of the engine.
 *
 * It judges a change before it writes any of it, so that a refused one needs no undoing. The three checks of I3 (fence, seq,
 * status transition) are made on the row as it is inside the transaction. A run that is stored complete costs one insert into
 * `executions` and one into `segments`.
 */
export class ExecutionWriter {
  readonly #sql: ReturnType<typeof prepareStatements>;

  constructor(database: SqliteDatabase) {
    this.#sql = prepareStatements(database);
  }

  apply(change: ExecutionChange): CommitResult {
    return change.create === undefined ? this.#update(change) : this.#create(change, change.create);
  }

  #create(change: ExecutionChange, created: NewExecution): CommitResult {
    const status = change.status ?? 'queued';
    const refusal = checkSegment(change, 0) ?? checkEnd(change, status);
    if (refusal !== undefined) return refusal;
    const held = change.leaseUntilMs !== undefined && change.releaseLease !== true && !isFinal(status);
    const key = this.#insert(change.executionId, created, {
      status,
      lastSeq: change.segment?.lastSeq ?? 0,
      endedAtMs: change.endedAtMs,
      error: change.error,
      waits: isFinal(status) ? undefined : change.waits,
      leaseOwner: held ? change.lease.owner : null,
      leaseUntilMs: held ? change.leaseUntilMs : 0,
      fence: change.lease.fence,
    });
    if (key === undefined) return refuse('exists', `Execution ${change.executionId} is there already.`);
    const undelivered = this.#writeParts(key, change, status);
    return {
      ok: true,
      workflowId: created.workflowId,
      status,
      lastSeq: change.segment?.lastSeq ?? 0,
      inputsLeft: false,
      undelivered,
      toldChildren: [],
    };
  }

  #update(change: ExecutionChange): CommitResult {
    const row = this.#sql.head.get(change.executionId);
    if (row === undefined) return refuse('unknown', `There is no execution ${change.executionId}.`);
    const status = change.status ?? row.status;
    const refusal =
      checkLease(change, row) ??
      checkTransition(change, row.status) ??
      checkSegment(change, row.last_seq) ??
      checkEnd(change, status);
    if (refusal !== undefined) return refusal;
    const final = isFinal(status);
    const lastSeq = change.segment?.lastSeq ?? row.last_seq;
    const released = final || change.releaseLease === true;
    this.#sql.update.run(
      status,
      lastSeq,
      change.endedAtMs ?? row.ended_at_ms,
      toText(change.error) ?? row.error,
      final ? null : (toText(change.waits) ?? row.waits),
      released ? null : row.lease_owner,
      released ? 0 : (change.leaseUntilMs ?? row.lease_until_ms),
      row.key,
    );
    for (const id of change.consumeInputs ?? []) this.#sql.deleteInput.run(id, row.key);
    const undelivered = this.#writeParts(row.key, change, status);
    if (change.isBlocked !== undefined) this.#setBlocked(row.key, change.isBlocked && !final);
    if (final) this.#clear(row.key);
    const inputsLeft = !final && this.#sql.hasInput.get(row.key) !== undefined;
    const toldChildren = change.tellChildren === undefined ? [] : this.#tellChildren(change.executionId, change.tellChildren);
    return { ok: true, workflowId: row.workflow_id, status, lastSeq, inputsLeft, undelivered, toldChildren };
  }

  /** Everything but the row itself. Gives the targets of `notify` that take no more inputs. */
  #writeParts(key: number, change: ExecutionChange, status: ExecutionStatus): string[] {
    const { segment, snapshot, timers } = change;
    if (segment !== undefined)
      this.#sql.insertSegment.run(key, segment.firstSeq, segment.lastSeq, toText(segment.perf), segment.bytes);
    if (snapshot !== undefined) this.#sql.putSnapshot.run(key, snapshot.seq, snapshot.bytes);
    if (timers?.clear === 'all') this.#sql.clearTimers.run(key);
    else for (const id of timers?.clear ?? []) this.#sql.deleteTimer.run(key, id);
    if (!isFinal(status)) for (const timer of timers?.set ?? []) this.#sql.putTimer.run(key, timer.id, timer.dueAt);
    for (const sha256 of change.blobs ?? []) this.#sql.insertBlobRef.run(Buffer.from(sha256, 'hex'), key);
    for (const child of change.children ?? []) this.#createChild(child);
    const undelivered: string[] = [];
    for (const { executionId, input } of change.notify ?? [])
      if (!this.#deliver(executionId, JSON.stringify(input))) undelivered.push(executionId);
    return undelivered;
  }

  #createChild({ id, execution, input }: NonNullable<ExecutionChange['children']>[number]): void {
    const key = this.#insert(id, execution, { status: 'queued', lastSeq: 0, leaseOwner: null, leaseUntilMs: 0, fence: 0 });
    if (key !== undefined) this.#sql.insertInput.run(key, JSON.stringify(input));
  }

  #deliver(executionId: string, input: string): boolean {
    const target = this.#sql.head.get(executionId);
    if (target === undefined || isFinal(target.status)) return false;
    this.#sql.insertInput.run(target.key, input);
    return true;
  }

  #setBlocked(key: number, isBlocked: boolean): void {
    if (isBlocked) this.#sql.block.run(key);
    else this.#sql.unblock.run(key);
  }

  /** Their ids. */
  #tellChildren(parentId: string, input: NewInput): string[] {
    const text = JSON.stringify(input);
    return this.#sql.openChildren.all(parentId).map(({ key, id }) => {
      this.#sql.insertInput.run(key, text);
      return id;
    });
  }

  /** What has no use after the end; so that `claim` never meets an ended execution. */
  #clear(key: number): void {
    this.#sql.clearTimers.run(key);
    this.#sql.clearInbox.run(key);
  }

  /** The new row's key, or undefined when the id is taken. */
  #insert(id: string, created: NewExecution, state: InitialState): number | undefined {
    const { parent } = created;
    const { changes, lastInsertRowid } = this.#sql.insert.run(
      id,
      created.workflowId,
      created.workflowName,
      created.version,
      created.mode,
      created.trigger,
      state.status,
      created.startedAtMs,
      state.endedAtMs ?? null,
      state.lastSeq,
      created.owner,
      created.actor ?? null,
      parent?.executionId ?? null,
      parent === undefined ? null : JSON.stringify({ node: parent.node, scope: parent.scope, index: parent.index }),
      created.depth ?? 0,
      toText(state.error),
      toText(state.waits),
      state.leaseOwner,
      state.leaseUntilMs,
      state.fence,
    );
    return changes === 0 ? undefined : Number(lastInsertRowid);
  }
}

interface InitialState {
  readonly status: ExecutionStatus;
  readonly lastSeq: number;
  readonly endedAtMs?: number | undefined;
  readonly error?: unknown;
  readonly waits?: unknown;
  readonly leaseOwner: string | null;
  readonly leaseUntilMs: number | undefined;
  readonly fence: number;
}

/** What the checks and the update need of a row. */
interface Head {
  readonly key: number;
  readonly workflow_id: string;
  readonly status: ExecutionStatus;
  readonly last_seq: number;
  readonly ended_at_ms: number | null;
  readonly error: string | null;
  readonly waits: string | null;
  readonly lease_owner: string | null;
  readonly lease_until_ms: number;
  readonly fence: number;
}

function refuse(code: CommitRefusal, detail: string): CommitResult {
  return { ok: false, code, detail };
}

/** I3: only the holder of the newest token may append. An expired lease that nobody took over still holds. */
function checkLease({ executionId, lease }: ExecutionChange, row: Head): CommitResult | undefined {
  if (row.fence === lease.fence && row.lease_owner === lease.owner) return undefined;
  const holder = row.lease_owner === null ? 'nobody' : `${row.lease_owner} with fence ${row.fence}`;
  return refuse('fenced', `Execution ${executionId} is held by ${holder}, not by ${lease.owner} with fence ${lease.fence}.`);
}

function checkTransition({ executionId, status }: ExecutionChange, from: ExecutionStatus): CommitResult | undefined {
  const allowed = statusTransitions[from];
  if (status === undefined ? allowed.length > 0 : allowed.includes(status)) return undefined;
  return refuse(
    'transition',
    `Execution ${executionId} is ${from}; it cannot ${status === undefined ? 'go on' : `become ${status}`}.`,
  );
}

function checkSegment({ executionId, segment }: ExecutionChange, lastSeq: number): CommitResult | undefined {
  if (segment === undefined || (segment.firstSeq === lastSeq + 1 && segment.lastSeq >= segment.firstSeq)) return undefined;
  return refuse(
    'seq',
    `Execution ${executionId} stands at seq ${lastSeq}; events ${segment.firstSeq} to ${segment.lastSeq} do not follow.`,
  );
}

function checkEnd({ executionId, endedAtMs }: ExecutionChange, status: ExecutionStatus): CommitResult | undefined {
  if (isFinal(status) === (endedAtMs !== undefined)) return undefined;
  return refuse(
    'transition',
    `Execution ${executionId}: a time of end goes with a final status and with no other; this one is ${status}.`,
  );
}

function toText(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function prepareStatements(database: SqliteDatabase) {
  return {
    head: database.prepare<Head>(
      'SELECT key, workflow_id, status, last_seq, ended_at_ms, error, waits, lease_owner, lease_until_ms, fence FROM executions WHERE id = ?',
    ),
    insert: database.prepare(
      `INSERT INTO executions (id, workflow_id, workflow_name, version, mode, trigger_node, status, started_at_ms, ended_at_ms, last_seq,
         owner, actor, parent_id, parent_place, depth, error, waits, lease_owner, lease_until_ms, fence)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ),
    update: database.prepare(
      'UPDATE executions SET status = ?, last_seq = ?, ended_at_ms = ?, error = ?, waits = ?, lease_owner = ?, lease_until_ms = ? WHERE key = ?',
    ),
    insertSegment: database.prepare('INSERT INTO segments (execution, first_seq, last_seq, perf, bytes) VALUES (?, ?, ?, ?, ?)'),
    putSnapshot: database.prepare(
      'INSERT INTO snapshots (execution, seq, bytes) VALUES (?, ?, ?) ON CONFLICT (execution, seq) DO UPDATE SET bytes = excluded.bytes',
    ),
    putTimer: database.prepare(
      'INSERT INTO timers (execution, id, due_at_ms) VALUES (?, ?, ?) ON CONFLICT (execution, id) DO UPDATE SET due_at_ms = excluded.due_at_ms',
    ),
    deleteTimer: database.prepare('DELETE FROM timers WHERE execution = ? AND id = ?'),
    clearTimers: database.prepare('DELETE FROM timers WHERE execution = ?'),
    insertInput: database.prepare('INSERT INTO inbox (execution, input) VALUES (?, ?)'),
    deleteInput: database.prepare('DELETE FROM inbox WHERE id = ? AND execution = ?'),
    hasInput: database.prepare('SELECT 1 FROM inbox WHERE execution = ? LIMIT 1'),
    clearInbox: database.prepare('DELETE FROM inbox WHERE execution = ?'),
    block: database.prepare('INSERT INTO blocked (execution) VALUES (?) ON CONFLICT DO NOTHING'),
    unblock: database.prepare('DELETE FROM blocked WHERE execution = ?'),
    // The run of an error workflow names the failed execution as its parent, but is no step's of it.
    openChildren: database.prepare<{ key: number; id: string }>(
      `SELECT key, id FROM executions WHERE parent_id = ? AND ended_at_ms IS NULL AND json_extract(parent_place, '$.node') <> ''`,
    ),
    insertBlobRef: database.prepare('INSERT INTO blob_refs (sha256, execution) VALUES (?, ?) ON CONFLICT DO NOTHING'),
  };
}
