import { type ExecutionStatus, executionStatus } from '@sluice/protocol';
import type { ExecutionQuery, ExecutionRow } from '../ports/execution-store.ts';
import type { Page } from '../ports/page.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { type StoredExecution, toExecutionRow } from './execution-row.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type Filter = Omit<ExecutionQuery, 'search' | 'cursor' | 'limit'>;

/** Lists executions, newest start first; each filter is answered from an index (`execution-list.test.ts` looks at the plans). */
export class ExecutionList {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  page(query: Omit<ExecutionQuery, 'search'>): Page<ExecutionRow> {
    const rows = this.rows(query, query.cursor, query.limit + 1);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(toExecutionRow),
      nextCursor: rows.length > query.limit && last !== undefined ? cursorAfter(last) : null,
    };
  }

  /** Up to `limit` rows after the cursor. */
  rows(filter: Filter, cursor: string | undefined, limit: number): StoredExecution[] {
    const { sql, values } = listQuery(filter, cursor);
    return this.#database.read(() => this.#database.prepare<StoredExecution>(sql).all(...values, limit));
  }

  countByStatus(workflowId: string | undefined): Record<ExecutionStatus, number> {
    const counts = Object.fromEntries(executionStatus.options.map((status) => [status, 0])) as Record<ExecutionStatus, number>; // every status is a key
    const where = workflowId === undefined ? '' : 'workflow_id = ?';
    const values = workflowId === undefined ? [] : [workflowId];
    this.#database.read(() => {
      const open = `SELECT status, count(*) AS n FROM executions WHERE status <> 'completed' ${where && `AND ${where}`} GROUP BY status`;
      for (const { status, n } of this.#database.prepare<{ status: ExecutionStatus; n: number }>(open).all(...values))
        counts[status] = n;
      const all = `SELECT count(*) AS n FROM executions ${where && `WHERE ${where}`}`;
      const total = this.#database.prepare<{ n: number }>(all).get(...values)?.n ?? 0;
      counts.completed = total - Object.values(counts).reduce((sum, n) => sum + n, 0);
    });
    return counts;
  }
}

export function cursorAfter(row: StoredExecution): string {
  return encodeCursor([row.started_at_ms, row.key]);
}

/** The text has no values in it, so that few texts, each prepared once, serve every query. Its last parameter is the limit. */
export function listQuery(filter: Filter, cursor: string | undefined): { sql: string; values: (string | number)[] } {
  const terms: string[] = [];
  const values: (string | number)[] = [];
  const where = (term: string, ...bound: (string | number)[]) => {
    terms.push(term);
    values.push(...bound);
  };
  if (filter.workflowId !== undefined) where('workflow_id = ?', filter.workflowId);
  if (filter.workflowIds !== undefined)
    where('workflow_id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.workflowIds));
  if (filter.parentId !== undefined) where('parent_id = ?', filter.parentId);
  if (filter.statuses !== undefined) {
    // Only so does SQLite see that the partial indexes hold every row that is asked for.
    if (!filter.statuses.includes('completed')) where(`status <> 'completed'`);
    where(`status IN (${filter.statuses.map(() => '?').join(', ')})`, ...filter.statuses);
  }
  if (filter.fromMs !== undefined) where('started_at_ms >= ?', filter.fromMs);
  if (filter.toMs !== undefined) where('started_at_ms < ?', filter.toMs);
  if (cursor !== undefined) {
    const [startedAtMs, key] = decodeCursor(cursor, ['number', 'number']);
    where('(started_at_ms, key) < (?, ?)', startedAtMs, key);
  }
  const condition = terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`;
  return { sql: `SELECT * FROM executions ${condition} ORDER BY started_at_ms DESC, key DESC LIMIT ?`, values };
}
