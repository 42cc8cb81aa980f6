import { setTimeout as sleep } from 'node:timers/promises';
import {
  cancelExecution,
  createWorkflow,
  getExecution,
  getWorkflow,
  pauseExecution,
  runDocument,
  runWorkflow,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { refusalOf } from './lib/refusal.ts';
import { eventually, executionsOf, whenStatus } from './lib/watch.ts';
import { code, hook, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;
let underWay = 0;
let most = 0;

beforeAll(async () => {
  far = await FarSide.start((_, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => {
      underWay -= 1;
      answerJson(response, 200, {});
    }, 60);
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const limited = (path: string, work: { type: string; [key: string]: unknown }, more: Record<string, unknown> = {}) =>
  workflow({
    name: path,
    settings: { concurrency: { limit: 2 }, ...more },
    nodes: { hook: hook(path, 'accepted'), work: work as never },
    chains: [['hook', 'work']],
  });
const park = { type: 'core.wait@1', params: { for: 'resume' } };
const counts = async (workflowId: string) => {
  const byStatus: Record<string, number> = {};
  for (const { status } of await executionsOf(sluice, workflowId)) byStatus[status] = (byStatus[status] ?? 0) + 1;
  return byStatus;
};

describe('a limit of two', () => {
  it('is never exceeded, and everybody gets a turn', async () => {
    most = 0;
    const id = await sluice.install(limited('limited', http({ url: far.url })));
    const answers = await Promise.all(Array.from({ length: 12 }, () => sluice.hook('limited', {})));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(202));
    await eventually('the end of all', async () => (await counts(id))['completed'] === 12);
    expect(most).toBe(2);
    expect(far.requests).toHaveLength(12);
  });

  it('answers the callers who wait for the result, each in its turn', async () => {
    const document = limited('in-turn', http({ url: far.url }));
    await sluice.install({
      ...document,
      nodes: { ...document.nodes, hook: hook('in-turn') as never, end: code('return { n: $trigger.json.body.n };') as never },
      edges: [...document.edges, { from: 'work.main', to: 'end.main' }],
    });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(async (n) => (await sluice.hook('in-turn', { n })).json()));
    expect(answers).toEqual([1, 2, 3, 4, 5].map((n) => ({ n })));
  });

  it('holds the rest durably, also across a kill -9 of the engine', async () => {
    const id = await sluice.install(limited('durable', park));
    for (let n = 0; n < 5; n += 1) expect((await sluice.hook('durable', { n })).status).toBe(202);
    await eventually('two parked', async () => (await counts(id))['waiting'] === 2);
    expect(await counts(id)).toEqual({ waiting: 2, queued: 3 });
    await sluice.killEngine();
    await sluice.startEngine();
    await sleep(300);
    expect(await counts(id)).toEqual({ waiting: 2, queued: 3 });
    for (let left = 5; left > 0; left -= 1) {
      const first = await eventually('one that waits', async () =>
        (await executionsOf(sluice, id)).find(({ status }) => status === 'waiting'),
      );
      const token = first.waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token] : []))[0];
      expect((await sluice.hook(`~resume/${token}`, {})).status).toBe(200);
      await whenStatus(sluice, first.id, 'completed');
      expect((await counts(id))['waiting'] ?? 0).toBeLessThanOrEqual(2);
    }
    expect(await counts(id)).toEqual({ completed: 5 });
  });

  it('a queued execution can be cancelled without ever beginning, and not be paused', async () => {
    const id = await sluice.install(limited('cancelled', park));
    for (let n = 0; n < 3; n += 1) await sluice.hook('cancelled', { n });
    const queued = await eventually('the queued one', async () =>
      (await executionsOf(sluice, id)).find(({ status }) => status === 'queued'),
    );
    await eventually('two parked', async () => (await counts(id))['waiting'] === 2);
    expect((await refusalOf(sluice.call(pauseExecution, { params: { id: queued.id } }))).code).toBe('execution_queued');
    expect(await counts(id)).toEqual({ waiting: 2, queued: 1 });
    await sluice.call(cancelExecution, { params: { id: queued.id }, body: {} });
    const cancelled = await sluice.call(getExecution, { params: { id: queued.id } });
    expect(cancelled).toMatchObject({ status: 'cancelled', lastSeq: 3 });
    // Its going frees no place: the others still hold theirs.
    await sluice.hook('cancelled', { n: 3 });
    await sleep(100);
    expect(await counts(id)).toEqual({ waiting: 2, cancelled: 1, queued: 1 });
  });

  it('time runs for those who queue, too', async () => {
    const id = await sluice.install(limited('timed', park, { timeoutMs: 800 }));
    for (let n = 0; n < 3; n += 1) await sluice.hook('timed', { n });
    await eventually('the end of all', async () => (await counts(id))['failed'] === 3);
    for (const { error } of await executionsOf(sluice, id)) expect(error?.code).toBe('execution_timeout');
  });

  it('cancelling those who hold the places lets the next begin', async () => {
    const id = await sluice.install(limited('freed', park));
    for (let n = 0; n < 4; n += 1) await sluice.hook('freed', { n });
    await eventually('two parked', async () => (await counts(id))['waiting'] === 2);
    for (const { id: held } of (await executionsOf(sluice, id)).filter(({ status }) => status === 'waiting'))
      await sluice.call(cancelExecution, { params: { id: held }, body: {} });
    await eventually('the next two', async () => (await counts(id))['waiting'] === 2);
    expect(await counts(id)).toEqual({ waiting: 2, cancelled: 2 });
  });
});

describe('a limit with a key', () => {
  const keyed = (path: string, key: string) =>
    workflow({
      name: path,
      settings: { concurrency: { limit: 1, key }, vars: { prefix: 'region ' } },
      nodes: { hook: hook(path, 'accepted'), work: park as never },
      chains: [['hook', 'work']],
    });
  const start = async (path: string, body: unknown) =>
    ((await (await sluice.hook(path, body)).json()) as { executionId: string }).executionId;

  it('is for each key by itself, and still known after a restart', async () => {
    await sluice.install(keyed('regions', '={{ $vars.prefix + $trigger.json.body.region }}'));
    const [north, south, second] = [
      await start('regions', { region: 'north' }),
      await start('regions', { region: 'south' }),
      await start('regions', { region: 'north', more: 'x'.repeat(30_000) }),
    ];
    await whenStatus(sluice, north, 'waiting');
    await whenStatus(sluice, south, 'waiting');
    const statusOf = async (id: string) => (await sluice.call(getExecution, { params: { id } })).status;
    expect(await statusOf(second)).toBe('queued');
    await sluice.killEngine();
    await sluice.startEngine();
    const third = await start('regions', { region: 'south' });
    expect([await statusOf(second), await statusOf(third)]).toEqual(['queued', 'queued']);
    await sluice.call(cancelExecution, { params: { id: north }, body: {} });
    await whenStatus(sluice, second, 'waiting');
    expect(await statusOf(third)).toBe('queued');
  });

  it('that fails starts nothing, and says where', async () => {
    const id = await sluice.install(keyed('no-region', '={{ $trigger.json.body.address.region }}'));
    const response = await sluice.hook('no-region', {});
    expect([response.status, await response.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'template_failed', pointer: '/settings/concurrency/key' }),
    ]);
    expect(await executionsOf(sluice, id)).toEqual([]);
  });
});

it('documents that are run without being kept have limits of their own', async () => {
  const one = workflow({
    name: 'one',
    settings: { concurrency: { limit: 1 } },
    nodes: { start: manual, park },
    chains: [['start', 'park']],
  });
  const other = { ...one, name: 'other' };
  const first = await sluice.call(runDocument, { body: { document: one } });
  expect(first.status).toBe('waiting');
  expect((await sluice.call(runDocument, { body: { document: other } })).status).toBe('waiting');
  const second = await sluice.call(runDocument, { body: { document: one, wait: false } });
  await sleep(100);
  expect((await sluice.call(getExecution, { params: { id: second.executionId } })).status).toBe('queued');
  await sluice.call(cancelExecution, { params: { id: first.executionId }, body: {} });
  await whenStatus(sluice, second.executionId, 'waiting');
});

it('a version without a limit that is still under way does not hold a place for ever', async () => {
  const document = workflow({ name: 'changed', nodes: { start: manual, park }, chains: [['start', 'park']] });
  const { id } = await sluice.call(createWorkflow, { body: { document } });
  const start = async () => (await sluice.call(runWorkflow, { params: { id }, body: {} })).executionId;
  const free = await start();
  await whenStatus(sluice, free, 'waiting');
  const { revision } = await sluice.call(getWorkflow, { params: { id } });
  await sluice.call(saveDraft, {
    params: { id },
    body: { document: { ...document, settings: { concurrency: { limit: 1 } } }, revision },
  });
  const queued = await start();
  await sleep(100);
  expect((await sluice.call(getExecution, { params: { id: queued } })).status).toBe('queued');
  await sluice.call(cancelExecution, { params: { id: free }, body: {} });
  await whenStatus(sluice, queued, 'waiting');
});
