import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getExecution, listExecutions } from '@sluice/protocol';
import { afterAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { eventually, executionsOf, whenStatus } from './lib/watch.ts';
import { code, hook, workflow } from './lib/workflow.ts';

/** A file system of 12 MiB, or undefined where this process may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-engine-full-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const disk = mountSmallDisk();

describe.skipIf(disk === undefined)('a full disk (skipped without the right to mount a small one)', () => {
  const folder = disk ?? '';
  const ballast = join(folder, 'ballast');

  afterAll(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });

  function fillDisk(): void {
    const { bavail, bsize } = statfsSync(folder);
    appendFileSync(ballast, Buffer.alloc(Math.max(0, bavail - 1) * bsize));
  }

  it('is told to who calls, loses nothing that was acknowledged, and is over when there is space', {
    timeout: 90_000,
  }, async () => {
    await using sluice = await TestSluice.start({ home: join(folder, 'home') });
    const parked = await sluice.install(
      workflow({
        name: 'Parked',
        nodes: {
          hook: hook('parked', 'accepted'),
          nap: { type: 'core.wait@1', params: { for: 'time', ms: 1500 } },
          end: code("return { text: 'x'.repeat(30000) };"),
        },
        chains: [['hook', 'nap', 'end']],
      }),
    );
    const filling = await sluice.install(
      workflow({
        name: 'Filling',
        nodes: { hook: hook('filling'), end: code('return { n: $json.body.n };') },
        chains: [['hook', 'end']],
      }),
    );
    const { executionId: waiting } = (await (await sluice.hook('parked', {})).json()) as { executionId: string };
    await whenStatus(sluice, waiting, 'waiting');
    const { enginePid } = sluice;

    fillDisk();
    const acknowledged: number[] = [];
    const refused: number[] = [];
    for (let n = 0; refused.length < 20; n += 1) {
      const response = await sluice.hook('filling', { n, text: 'y'.repeat(12_000) });
      const body = (await response.json()) as { n?: number; code?: string; hint?: string };
      if (response.status === 200) acknowledged.push(body.n ?? -1);
      else {
        expect([response.status, body]).toEqual([
          507,
          expect.objectContaining({ code: 'disk_full', hint: expect.stringContaining('space') }),
        ]);
        refused.push(n);
      }
    }
    // What is larger than the journal holds goes to a file of its own, and is refused as well.
    const large = await sluice.hook('filling', { n: -1, text: 'z'.repeat(200_000) });
    expect([large.status, await large.json()]).toEqual([507, expect.objectContaining({ code: 'disk_full' })]);
    // The timer of the parked one is due by now, and its end cannot be written.
    await new Promise((resolve) => setTimeout(resolve, 1700));

    rmSync(ballast);
    await eventually('a run after there was space', async () => (await sluice.hook('filling', { n: 1_000_000 })).status === 200);
    expect((await whenStatus(sluice, waiting, 'completed')).output).toEqual([{ text: 'x'.repeat(30_000) }]);
    expect(sluice.enginePid).toBe(enginePid);
    expect(() => process.kill(enginePid, 0)).not.toThrow();

    const expectWhole = async () => {
      const done = await executionsOf(sluice, filling);
      expect(done.every(({ status }) => status === 'completed')).toBe(true);
      const numbers = await Promise.all(
        done.map(async ({ id }) => ((await sluice.call(getExecution, { params: { id } })).output as [{ n: number }])[0].n),
      );
      expect(numbers.sort((a, b) => a - b)).toEqual([...acknowledged, 1_000_000]);
    };
    await expectWhole();
    await sluice.killEngine();
    await sluice.startEngine();
    await expectWhole();
    const { items } = await sluice.call(listExecutions, { query: { workflowId: parked } });
    expect(items.map(({ id, status }) => ({ id, status }))).toEqual([{ id: waiting, status: 'completed' }]);
  });
});
