import { setTimeout as sleep } from 'node:timers/promises';
import { archiveWorkflow, deactivateWorkflow, getExecution, replayExecution } from '@sluice/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { eventually, executionsOf } from './lib/watch.ts';
import { code, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const everySecond = workflow({
  name: 'Every second',
  nodes: { tick: { type: 'core.schedule@1', params: { cron: '* * * * * *' } }, end: code('return $json;') },
  chains: [['tick', 'end']],
});
const completed = async (id: string) => (await executionsOf(sluice, id)).filter(({ status }) => status === 'completed');

/** What each tick said of itself, in order: the moment it was due, ms, and how many further moments it stands for. */
async function ticks(id: string): Promise<{ at: number; missed: number }[]> {
  const details = await Promise.all((await completed(id)).map((one) => sluice.call(getExecution, { params: { id: one.id } })));
  return details
    .map(({ output }) => (output as [{ scheduledAt: string; missed: number }])[0])
    .map(({ scheduledAt, missed }) => ({ at: Date.parse(scheduledAt), missed }))
    .sort((a, b) => a.at - b.at);
}

/** Every second is accounted for once: by a tick of its own, or as missed. */
async function expectGapless(id: string): Promise<void> {
  const all = await ticks(id);
  expect(all.length).toBeGreaterThan(1);
  for (const [index, { at, missed }] of all.entries()) {
    expect(at % 1000).toBe(0);
    const next = all[index + 1];
    if (next !== undefined) expect(next.at).toBe(at + (missed + 1) * 1000);
  }
}

it('fires every second, once for each, until it is deactivated; each run is a production one', async () => {
  const id = await sluice.install(everySecond);
  await eventually('three ticks', async () => (await completed(id)).length >= 3);
  await sluice.call(deactivateWorkflow, { params: { id } });
  await expectGapless(id);
  const [last] = await completed(id);
  expect(last).toMatchObject({ mode: 'production', trigger: 'tick' });
  expect(await sluice.call(replayExecution, { params: { id: last?.id ?? '' } })).toMatchObject({ identical: true });
  const { length } = await executionsOf(sluice, id);
  await sleep(1300);
  expect(await executionsOf(sluice, id)).toHaveLength(length);
});

it('fires no moment twice across a kill -9, and says how many it missed', async () => {
  const id = await sluice.install({ ...everySecond, name: 'Killed' });
  await eventually('a tick', async () => (await completed(id)).length >= 1);
  await sluice.killEngine();
  await sleep(1800);
  await sluice.startEngine();
  await eventually('another tick', async () => (await completed(id)).length >= 3);
  await sluice.call(archiveWorkflow, { params: { id } });
  await expectGapless(id);
  expect((await ticks(id)).some(({ missed }) => missed > 0)).toBe(true);
});
