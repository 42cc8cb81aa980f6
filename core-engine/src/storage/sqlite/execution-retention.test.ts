import { describe, expect, it } from 'vitest';
import { completedRun, sampleExecution, sampleSegment } from '../suites/sample-changes.ts';
import { SqliteExecutionStore } from './sqlite-execution-store.ts';
import { createTemporaryDatabase } from './temporary-database.ts';

describe('retention on SQLite', () => {
  const fill = async (store: SqliteExecutionStore, count: number, workflowId = 'w') => {
    const segment = sampleSegment(1, 1, 'x'.repeat(20_000));
    const run = (at: number) =>
      completedRun(`${workflowId}-${at}`, {
        segment,
        create: sampleExecution({ workflowId, startedAtMs: at }),
        endedAtMs: at + 1,
      });
    await store.commit(Array.from({ length: count }, (_, at) => run(at)));
  };

  it('makes the file smaller and leaves no row behind', async () => {
    using temporary = createTemporaryDatabase();
    const { raw } = temporary.database;
    const store = new SqliteExecutionStore(temporary.database);
    await fill(store, 200);
    const pages = () => Number(raw.pragma('page_count', { simple: true }));
    const before = pages();
    expect((await store.purge({ endedBeforeMs: 1000, limit: 1000 })).executionIds).toHaveLength(200);
    expect(pages()).toBeLessThan(before / 4);
    for (const table of ['segments', 'snapshots', 'timers', 'inbox', 'blob_refs']) {
      expect(raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()).toEqual({ n: 0 });
    }
  });

  it('keeps the newest of each workflow, however many there are of another', async () => {
    using temporary = createTemporaryDatabase();
    const store = new SqliteExecutionStore(temporary.database);
    await fill(store, 120, 'busy');
    await fill(store, 3, 'quiet');
    const { executionIds } = await store.purge({ endedBeforeMs: 1000, keepPerWorkflow: 10, limit: 1000 });
    expect(executionIds).toEqual(Array.from({ length: 110 }, (_, at) => `busy-${at}`));
    expect(await store.purge({ endedBeforeMs: 1000, keepPerWorkflow: 10, limit: 1000 })).toEqual({ executionIds: [], blobs: [] });
    expect((await store.list({ limit: 50 })).items).toHaveLength(13);
  });
});
