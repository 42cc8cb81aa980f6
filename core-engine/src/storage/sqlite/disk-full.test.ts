import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createJournalWriter } from '../../journal/journal-writer.ts';
import { laterChange, sampleExecution, sampleSegment, startedRun } from '../suites/sample-changes.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

/** A file system of 4 MiB, or undefined where this process may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();

describe.skipIf(disk === undefined)('a full disk (needs the right to mount one)', () => {
  const folder = disk ?? '';
  afterAll(() => {
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true });
  });

  it('loses nothing that was acknowledged, does nothing by half, and is over when space returns', {
    timeout: 60_000,
  }, async () => {
    const home = join(folder, 'home');
    const open = () => openSqliteStorage({ home, softwareVersion: '1.0.0' });
    let storage = await open();
    const journal = createJournalWriter(storage);
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, Buffer.alloc(1024 * 1024));

    const acknowledged: string[] = [];
    const refused: string[] = [];
    let refusals = 0;
    for (let at = 0; refusals < 20; at++) {
      const id = `e-${at}`;
      try {
        await journal.append(
          startedRun(id, {
            segment: sampleSegment(1, 1, `${id} ${'x'.repeat(20_000)}`),
            create: sampleExecution({ startedAtMs: at }),
          }),
        );
        acknowledged.push(id);
      } catch (error) {
        expect(error).toMatchObject({ code: 'disk_full' });
        refused.push(id);
        refusals++;
      }
    }
    expect(acknowledged.length).toBeGreaterThan(20);

    const bytes = Buffer.alloc(statfsSync(folder).bavail * statfsSync(folder).bsize + 100_000, 7);
    const blob = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
    await expect(journal.append(startedRun('with-blob'), [blob])).rejects.toMatchObject({ code: 'disk_full' });
    expect(await storage.blobs.stat(blob.sha256)).toBeUndefined();
    expect(await storage.executions.find('with-blob')).toBeUndefined();

    const expectAllThere = async () => {
      for (const id of acknowledged)
        expect((await storage.executions.load(id))?.segments.map(({ lastSeq }) => lastSeq)).toEqual([1]);
      for (const id of refused) expect(await storage.executions.find(id)).toBeUndefined();
    };
    await expectAllThere();

    const room = statfsSync(folder).bavail * statfsSync(folder).bsize;
    writeFileSync(join(folder, 'last-bytes'), Buffer.alloc(room));
    await expect(openSqliteStorage({ home: join(folder, 'other'), softwareVersion: '1.0.0' })).rejects.toMatchObject({
      code: 'disk_full',
    });
    rmSync(join(folder, 'last-bytes'));

    rmSync(ballast);
    await journal.append(
      laterChange('e-0', { segment: sampleSegment(2, 2, 'y'.repeat(20_000)), status: 'completed', endedAtMs: 5 }),
    );
    expect(await storage.executions.find('e-0')).toMatchObject({ status: 'completed', lastSeq: 2 });
    await journal.close();
    await storage.close();

    acknowledged.shift();
    storage = await open();
    await expectAllThere();
    expect(await storage.check()).toEqual([]);
    await storage.close();
  });
});
