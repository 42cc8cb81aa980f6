import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { completedRun, sampleSegment } from '../suites/sample-changes.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';
import { SqliteExecutionStore } from './sqlite-execution-store.ts';
import { createTemporaryDatabase } from './temporary-database.ts';

describe('what goes wrong with the file', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sluice-failure-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  it('is told as database_corrupt when the file is no database', async () => {
    writeFileSync(join(home, 'sluice.db'), 'this is a text, not a database, and long enough to be looked at as one'.repeat(20));
    await expect(openSqliteStorage({ home, softwareVersion: '1.0.0' })).rejects.toMatchObject({ code: 'database_corrupt' });
    rmSync(join(home, 'sluice.db'));
    await (await openSqliteStorage({ home, softwareVersion: '1.0.0' })).close();
  });

  it('is found by the check when pages were overwritten', async () => {
    const storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
    for (let at = 0; at < 50; at++)
      await storage.executions.commit([completedRun(`e-${at}`, { segment: sampleSegment(1, 3, 'x'.repeat(5000)) })]);
    expect(await storage.check()).toEqual([]);
    await storage.close();
    const file = openSync(join(home, 'sluice.db'), 'r+');
    for (let page = 70; page < 90; page++) writeSync(file, Buffer.alloc(8192, 0x5a), 0, 8192, page * 8192);
    const damaged = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
    expect((await damaged.check()).length).toBeGreaterThan(0);
    await damaged.close();
  });

  it('is told as database_failed when another program holds the write lock, and passes', async () => {
    using temporary = createTemporaryDatabase();
    temporary.database.raw.pragma('busy_timeout = 20');
    const store = new SqliteExecutionStore(temporary.database);
    const other = new Sqlite(join(temporary.home, 'sluice.db'));
    other.exec('BEGIN IMMEDIATE');
    await expect(store.commit([completedRun('e-1')])).rejects.toMatchObject({
      code: 'database_failed',
      retryAfterMs: expect.any(Number),
    });
    other.exec('ROLLBACK');
    other.close();
    expect(await store.commit([completedRun('e-1')])).toMatchObject([{ ok: true }]);
  });

  it('undoes a group as a whole and does not stop the next one, when the file may grow no more', async () => {
    using temporary = createTemporaryDatabase();
    const { raw } = temporary.database;
    const store = new SqliteExecutionStore(temporary.database);
    const pages = Number(raw.pragma('page_count', { simple: true }));
    raw.pragma(`max_page_count = ${pages + 4}`);
    const large = (id: string) => completedRun(id, { segment: sampleSegment(1, 1, 'x'.repeat(30_000)), blobs: ['a'.repeat(64)] });
    await expect(store.commit([completedRun('small'), large('l-1'), large('l-2'), large('l-3')])).rejects.toMatchObject({
      code: 'disk_full',
    });
    expect((await store.list({ limit: 10 })).items).toEqual([]);
    expect(await store.unreferencedBlobs(['a'.repeat(64)])).toHaveLength(1);
    expect(await store.commit([completedRun('small')])).toMatchObject([{ ok: true }]);
    raw.pragma('max_page_count = 1000000');
    expect(await store.commit([large('l-1'), large('l-2'), large('l-3')])).toMatchObject([
      { ok: true },
      { ok: true },
      { ok: true },
    ]);
  });
});
