import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openStorage } from '../../storage/open-storage.ts';
import { createJournalWriter } from '../journal-writer.ts';

/**
 * Works on SLUICE_HOME (first argument) until it is killed: many runs at once, each created, appended to, snapshotted, parked and ended.
 * Writes a line `id seq status blob` for everything that was acknowledged, at once and unbuffered, so that no line is ahead of its commit.
 */
const [home = '', round = ''] = process.argv.slice(2);
const storage = await openStorage({ home, softwareVersion: '0.0.0-test' });
const journal = createJournalWriter(storage);
const claimed = await storage.executions.claim({ owner: round, untilMs: Date.now() + 60_000, nowMs: Date.now(), limit: 1000 });
writeSync(1, `claimed ${claimed.map(({ id }) => id).join(',')}\n`);

let count = 0;
async function run(): Promise<never> {
  for (;;) {
    const executionId = `${round}-${count++}`;
    const lease = { owner: round, fence: 1 };
    const create = {
      workflowId: 'w',
      workflowName: 'Crash',
      version: '0'.repeat(64),
      mode: 'production' as const,
      trigger: 't',
      startedAtMs: Date.now(),
      owner: 'o',
    };
    const steps = 1 + (count % 6);
    let seq = 0;
    for (let step = 0; step < steps; step++) {
      const events = 1 + ((count + step) % 4);
      const firstSeq = seq + 1;
      seq += events;
      const bytes = Buffer.from(
        Array.from({ length: events }, (_, at) => `{"seq":${firstSeq + at},"pad":"${'x'.repeat(count % 900)}"}\n`).join(''),
      );
      const isLast = step === steps - 1;
      const text = Buffer.from(`${executionId} ${step} ${'b'.repeat(20_000)}`);
      const blobs = count % 5 === 0 ? [{ sha256: createHash('sha256').update(text).digest('hex'), bytes: text }] : [];
      const status = isLast ? 'completed' : step % 2 === 0 ? 'running' : 'waiting';
      await journal.append(
        {
          executionId,
          lease,
          ...(step === 0 ? { create } : {}),
          segment: { firstSeq, lastSeq: seq, bytes },
          ...(step === 2 ? { snapshot: { seq, bytes: Buffer.from(String(seq)) } } : {}),
          status,
          ...(isLast
            ? { endedAtMs: Date.now() }
            : { leaseUntilMs: Date.now() + 60_000, timers: { set: [{ id: 't', dueAt: Date.now() + 3_600_000 }] } }),
        },
        blobs,
      );
      writeSync(1, `ack ${executionId} ${seq} ${status} ${blobs[0]?.sha256 ?? '-'}\n`);
    }
  }
}
await Promise.all(Array.from({ length: 24 }, run));
