import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openStorage } from '../../storage/open-storage.ts';
import { segmentLines } from '../segment-codec.ts';

/** Each is one start, some work, and one kill -9; `SLUICE_CRASH_ROUNDS` asks for more. */
const ROUNDS = Number(process.env['SLUICE_CRASH_ROUNDS'] ?? 8);

interface Acknowledged {
  seq: number;
  status: string;
}

describe('a kill -9 while runs are committed', () => {
  const home = mkdtempSync(join(tmpdir(), 'sluice-crash-'));
  afterAll(() => rmSync(home, { recursive: true }));
  const acknowledged = new Map<string, Acknowledged>();
  const blobs = new Set<string>();
  let claimed: string[] = [];
  let underWay: string[] = [];

  const workAndDie = async (round: number) => {
    const program = join(import.meta.dirname, 'commit-until-killed.ts');
    const child = spawn(process.execPath, [program, home, `round${round}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      // The clock starts with the first acknowledgement, else a slow machine would kill only the start.
      if (output.length === text.length) setTimeout(() => child.kill('SIGKILL'), 20 + Math.random() * 250);
    });
    await once(child, 'close');
    expect(child.signalCode).toBe('SIGKILL');
    // What stands after the last line end was broken off by the kill.
    for (const line of output.split('\n').slice(0, -1)) {
      const [kind, id = '', seq, status = '', blob = '-'] = line.split(' ');
      if (kind === 'claimed') claimed = id === '' ? [] : id.split(',');
      else acknowledged.set(id, { seq: Number(seq), status });
      if (kind === 'ack' && blob !== '-') blobs.add(blob);
    }
  };

  it(`loses nothing that was acknowledged and leaves no hole, ${ROUNDS} times over`, { timeout: 20_000 * ROUNDS }, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      await workAndDie(round);
      // What was under way in the last round's crash was free at once for this round's engine.
      expect(claimed.sort()).toEqual(underWay.sort());

      const storage = await openStorage({ home, softwareVersion: '0.0.0-test' });
      for (const [id, { seq, status }] of acknowledged) {
        const row = await storage.executions.find(id);
        expect(row?.lastSeq ?? 0).toBeGreaterThanOrEqual(seq);
        if (status === 'completed') expect(row?.status).toBe('completed');
        const segments = await storage.executions.loadSegments(id, 0, 1000);
        const seqs = segments.flatMap(({ bytes }) =>
          segmentLines(bytes).map((line) => (JSON.parse(line) as { seq: number }).seq),
        );
        expect(seqs).toEqual(Array.from({ length: row?.lastSeq ?? -1 }, (_, at) => at + 1));
      }
      for (const sha256 of blobs) expect(await storage.blobs.stat(sha256)).toBeDefined();
      underWay = (await storage.executions.list({ statuses: ['running'], limit: 10_000 })).items.map(({ id }) => id);
      if (round === ROUNDS - 1) expect(await storage.check()).toEqual([]);
      await storage.close();
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 10);
  });
});
