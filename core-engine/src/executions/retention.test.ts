import { createHash } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Retention } from './retention.ts';
import { startedInput, TestSurroundings } from './test-support.ts';

const DAY_MS = 86_400_000;
let around: TestSurroundings;

beforeEach(async () => {
  around = await TestSurroundings.open();
});

afterEach(() => around[Symbol.asyncDispose]());

const retentionOf = (days: number) =>
  new Retention({ storage: around.storage, retentionMs: days * DAY_MS, clock: () => around.now, log: pino({ level: 'silent' }) });
const sweep = () => retentionOf(30).sweep();

/** Runs an execution `daysAgo`. */
async function run(id: string, daysAgo: number, code = 'return 1;'): Promise<void> {
  const { now } = around;
  around.now = now - daysAgo * DAY_MS;
  const head = around.headOf(id, code);
  await around.createRunner().start(head, startedInput(head));
  around.now = now;
}

/** Blob files look at the machine's clock: lets those that there are be old. */
function ageBlobs(): void {
  const folder = join(around.home, 'blobs');
  const old = (around.now - DAY_MS) / 1000;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) utimesSync(join(folder, name), old, old);
}

const idsLeft = async () => (await around.storage.executions.list({ limit: 100 })).items.map(({ id }) => id);
const large = (text: string) => `return { text: '${text}'.repeat(20_000) };`;
const blobOf = (text: string) =>
  createHash('sha256')
    .update(JSON.stringify([{ json: { text: text.repeat(20_000) }, from: [0] }]))
    .digest('hex');

it('deletes what ended long ago, and leaves what ended lately or goes on', async () => {
  await run('old', 31);
  await run('young', 29);
  await run('old and going on', 40, "return await effect('get', 'https://a.example/');");
  expect(await sweep()).toBe(1);
  expect((await idsLeft()).sort()).toEqual(['old and going on', 'young']);
  expect(await sweep()).toBe(0);
  expect(await around.journalOf('old')).toEqual([]);
});

it('deletes blobs with the last execution that refers to them', async () => {
  await run('old', 31, large('a'));
  await run('old, too', 31, large('b'));
  await run('young', 1, large('b'));
  ageBlobs();
  const has = async (text: string) => (await around.storage.blobs.stat(blobOf(text))) !== undefined;
  expect([await has('a'), await has('b')]).toEqual([true, true]);
  await sweep();
  expect([await has('a'), await has('b')]).toEqual([false, true]);
});

it('deletes any number, batch by batch', async () => {
  for (let n = 0; n < 620; n += 1) await run(`e${n}`, 31);
  expect(await sweep()).toBe(620);
  expect(await idsLeft()).toEqual([]);
});

it.each([
  [30, ['young']],
  [0, ['young', 'old']],
])('goes over them soon after the start; a retention of %i days keeps what it should', async (days, left) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await run('old', 31);
  await run('young', 1);
  const retention = retentionOf(days);
  retention.start();
  vi.advanceTimersByTime(60_000);
  await retention.stop();
  vi.useRealTimers();
  expect(await idsLeft()).toEqual(left);
});

it('goes over them again every hour, also after a round that failed', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const retention = retentionOf(30);
  const sweeps = vi.spyOn(retention, 'sweep').mockRejectedValueOnce(new Error('the disk is gone'));
  retention.start();
  for (let hour = 0; hour < 3; hour += 1) {
    await vi.advanceTimersByTimeAsync(3_600_000);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1));
  }
  expect(sweeps.mock.calls.length).toBeGreaterThanOrEqual(3);
  await retention.stop();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
