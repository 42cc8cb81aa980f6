/**
 * What does group commit cost, and does it pay to move it to a thread of its own? `node bench/journal/journal.ts [seconds]`
 *
 * Each request stores one run that has ended (one row in `executions`, one segment of 2 KB) through the journal writer, after a turn of the
 * event loop and `workUs` of other work on the main thread, as the HTTP side would do. First in a closed loop of clients, then in
 * an open one of 5,000 requests per second. The figures go into docs/decisions/0010-commit-on-the-main-thread.md.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { createJournalWriter } from '../../core-engine/src/journal/journal-writer.ts';
import type { BlobStore } from '../../core-engine/src/storage/ports/blob-store.ts';
import type { ExecutionChange, ExecutionStore } from '../../core-engine/src/storage/ports/execution-store.ts';
import { migrate, readMigrations } from '../../core-engine/src/storage/sqlite/migrate.ts';
import { SqliteDatabase } from '../../core-engine/src/storage/sqlite/sqlite-database.ts';
import { SqliteExecutionStore } from '../../core-engine/src/storage/sqlite/sqlite-execution-store.ts';
import { openThreadStore } from './thread-store.ts';

const seconds = Number(process.argv[2] ?? 3);
const SEGMENT = Buffer.from(`{"seq":1,"pad":"${'x'.repeat(2000)}"}\n`);
const NO_BLOBS = {} as BlobStore; // no change here brings any

interface Place {
  readonly executions: Pick<ExecutionStore, 'commit'>;
  close(): Promise<void>;
}

const places: Record<string, (file: string) => Promise<Place>> = {
  'main thread': async (file) => {
    const database = new SqliteDatabase(file);
    return { executions: new SqliteExecutionStore(database), close: async () => database[Symbol.dispose]() };
  },
  'writer thread': openThreadStore,
};

interface Load {
  /** `32 clients` or `5000/s`. */
  readonly name: string;
  /** Calls `request` again and again until the time is over; resolves when all have been answered. */
  run(request: () => Promise<void>, untilMs: number): Promise<void>;
}

const closedLoop = (clients: number): Load => ({
  name: `${clients} client${clients === 1 ? '' : 's'}`,
  async run(request, untilMs) {
    const client = async () => {
      while (performance.now() < untilMs) await request();
    };
    await Promise.all(Array.from({ length: clients }, client));
  },
});

const openLoop = (perSecond: number): Load => ({
  name: `${perSecond}/s`,
  async run(request, untilMs) {
    const under = new Set<Promise<void>>();
    const startedMs = performance.now();
    // By the timer, not by turning: a loop that spins would count as CPU and take a core from the writer thread.
    for (let sent = 0; performance.now() < untilMs; await sleep(1)) {
      for (; sent < ((performance.now() - startedMs) / 1000) * perSecond; sent++) {
        const answer = request().finally(() => under.delete(answer));
        under.add(answer);
      }
    }
    await Promise.all(under);
  },
});

async function measure(name: string, load: Load, workUs: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-journal-'));
  const file = join(home, 'sluice.db');
  const database = new SqliteDatabase(file);
  migrate(database, readMigrations(), '0.0.0-bench');
  database[Symbol.dispose]();
  const place = await (places[name] as (typeof places)[string])(file);
  const groups: number[] = [];
  // The writer asks only `commit` of it.
  const executions = place.executions as ExecutionStore;
  const journal = createJournalWriter({ executions, blobs: NO_BLOBS, observe: ({ changes }) => groups.push(changes) });

  const latenciesMs: number[] = [];
  const request = async () => {
    const fromMs = performance.now();
    await nextTurn();
    burn(workUs);
    await journal.append(endedRun());
    latenciesMs.push(performance.now() - fromMs);
  };
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  await load.run(request, startedMs + seconds * 1000);
  const tookMs = performance.now() - startedMs;
  const used = process.cpuUsage(cpu);
  await journal.close();
  await place.close();
  rmSync(home, { recursive: true });

  latenciesMs.sort((a, b) => a - b);
  const at = (share: number) => (latenciesMs[Math.floor(latenciesMs.length * share)] ?? 0).toFixed(2);
  const perGroup = (groups.reduce((sum, n) => sum + n, 0) / groups.length).toFixed(1);
  const cpuPercent = ((used.user + used.system) / tookMs / 10).toFixed(0);
  const rate = Math.round((latenciesMs.length / tookMs) * 1000);
  console.log(
    `| ${name} | ${load.name} | ${workUs} | ${rate} | ${at(0.5)} / ${at(0.99)} / ${at(0.999)} | ${perGroup} | ${cpuPercent} % |`,
  );
}

function endedRun(): ExecutionChange {
  const nowMs = Date.now();
  return {
    // As a UUIDv7, it begins with the time: new keys lie together in the index.
    executionId: `${nowMs.toString(16)}-${randomUUID()}`,
    lease: { owner: 'bench', fence: 1 },
    create: {
      workflowId: '0198c5b0-0000-7000-8000-000000000001',
      workflowName: 'Orders',
      version: 'a'.repeat(64),
      mode: 'production',
      trigger: 'hook',
      startedAtMs: nowMs,
      owner: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    },
    segment: { firstSeq: 1, lastSeq: 12, bytes: new Uint8Array(SEGMENT) },
    status: 'completed',
    endedAtMs: nowMs,
  };
}

function burn(us: number): void {
  const untilMs = performance.now() + us / 1000;
  while (performance.now() < untilMs);
}

console.log('| commit on | load | other work µs | runs/s | p50 / p99 / p99.9 ms | runs per commit | CPU |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const load of [closedLoop(1), closedLoop(32), openLoop(5000)]) {
  for (const workUs of [0, 60]) for (const name of Object.keys(places)) await measure(name, load, workUs);
}
