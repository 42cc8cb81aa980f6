import { describe, expect, it } from 'vitest';
import type { ExecutionQuery } from '../ports/execution-store.ts';
import { encodeCursor } from './cursor.ts';
import { listQuery } from './execution-list.ts';
import { createTemporaryDatabase } from './temporary-database.ts';

describe('the plan of a list of executions', () => {
  const planOf = (filter: Omit<ExecutionQuery, 'limit'>, cursor?: string): string => {
    using temporary = createTemporaryDatabase();
    const { sql, values } = listQuery(filter, cursor);
    const steps = temporary.database.raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values, 10);
    return steps.map(({ detail }) => detail).join('; ');
  };
  const cursor = encodeCursor([1, 1]);

  it('walks an index in order for every filter that lists use, and never sorts', () => {
    const cases: [filter: Omit<ExecutionQuery, 'limit'>, index: string][] = [
      [{}, 'executions_started'],
      [{ fromMs: 1, toMs: 9 }, 'executions_started'],
      [{ workflowId: 'w' }, 'executions_workflow'],
      [{ workflowId: 'w', fromMs: 1 }, 'executions_workflow'],
      [{ statuses: ['failed'] }, 'executions_status'],
      [{ statuses: ['failed'], workflowId: 'w' }, 'executions_workflow_status'],
    ];
    for (const [filter, index] of cases) {
      for (const at of [undefined, cursor]) {
        const plan = planOf(filter, at);
        expect(plan).toContain(`INDEX ${index} `.trimEnd());
        expect(plan).not.toContain('TEMP B-TREE');
      }
    }
  });

  it('finds children by their parent, and several open statuses without reading what completed', () => {
    expect(planOf({ parentId: 'p' })).toContain('executions_parent');
    expect(planOf({ statuses: ['failed', 'waiting'] })).toContain('executions_status');
  });
});
