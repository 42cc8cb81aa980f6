import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from './ports/storage.ts';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.ts';
import { completedRun } from './suites/sample-changes.ts';
import { sweepBlobs } from './sweep-blobs.ts';

describe('the sweep', () => {
  let home: string;
  let storage: Storage;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'sluice-sweep-'));
    storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
  });
  afterEach(async () => {
    await storage.close();
    rmSync(home, { recursive: true });
  });
  const blobOf = (text: string) => ({ sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.from(text) });

  it('deletes what no execution names, and spares what was written a moment ago', async () => {
    const blobs = Array.from({ length: 600 }, (_, at) => blobOf(`blob ${at}`));
    await storage.blobs.writeMany(blobs);
    const named = blobs.slice(0, 5).map(({ sha256 }) => sha256);
    await storage.executions.commit([completedRun('e', { blobs: named })]);
    expect(await sweepBlobs(storage, { unusedSinceMs: Date.now() - 60_000 })).toEqual({ deleted: 0 });
    expect(await sweepBlobs(storage, { unusedSinceMs: Date.now() + 60_000 })).toEqual({ deleted: 595 });
    expect((await Array.fromAsync(storage.blobs.list())).sort()).toEqual(named.sort());
  });

  it('leaves no rest of a write that a crash broke off', async () => {
    await storage.close();
    mkdirSync(join(home, 'blobs', 'tmp'), { recursive: true });
    writeFileSync(join(home, 'blobs', 'tmp', 'broken-off'), 'half');
    storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
    expect(readdirSync(join(home, 'blobs', 'tmp'))).toEqual([]);
    expect(await Array.fromAsync(storage.blobs.list())).toEqual([]);
  });

  it('finds damaged and missing blobs in the check', async () => {
    const [damaged, missing, fine] = [blobOf('damaged'), blobOf('missing'), blobOf('fine')];
    await storage.blobs.writeMany([damaged, missing, fine]);
    await storage.executions.commit([completedRun('e', { blobs: [damaged, missing, fine].map(({ sha256 }) => sha256) })]);
    const fileOf = ({ sha256 }: { sha256: string }) => join(home, 'blobs', sha256.slice(0, 2), sha256.slice(2));
    writeFileSync(fileOf(damaged), 'DAMAGED');
    rmSync(fileOf(missing));
    await expect(storage.blobs.read(damaged.sha256)).rejects.toMatchObject({ code: 'blob_corrupt' });
    const problems = await storage.check();
    expect(problems).toHaveLength(2);
    expect(problems.join()).toContain(damaged.sha256);
    expect(problems.join()).toContain(missing.sha256);
  });
});
