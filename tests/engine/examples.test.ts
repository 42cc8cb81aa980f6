import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  getExecution,
  getExecutionDocument,
  getExecutionState,
  getStepItems,
  type Json,
  listTemplates,
  replayExecution,
  runDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER_ANSWER, orderBody } from '../../bench/load/order.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { journalOf, whenStatus } from './lib/watch.ts';
import { example } from './lib/workflow.ts';

/** Every example, through the gateway, the engine and the sandbox as processes of their own. */
let sluice: TestSluice;
let far: FarSide;

beforeAll(async () => {
  // `/fails/2` answers 503 twice, then 200.
  far = await FarSide.start(({ url }, response, number) => {
    const isDown = number <= Number(url.split('/').at(-1));
    answerJson(response, isDown ? 503 : 200, { number });
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const run = (name: string, items?: Json[]) =>
  sluice.call(runDocument, { body: { document: example(name), ...(items === undefined ? {} : { items }) } });

const data = resolve(import.meta.dirname, '../../../shared/data');
const readData = (file: string): string | undefined => {
  try {
    return readFileSync(resolve(data, file), 'utf8');
  } catch {
    return undefined;
  }
};
const quakes = readData('earthquakes.json');
const weather = readData('seattle-weather.csv');
const csv = 'date,precipitation,temp_max,temp_min,wind,weather\n2012-01-01,0.5,2.5,-3.0,4.5,rain\n';
const reportOf = (output: Json[] | undefined) => (output as [{ report: string }])[0].report;
const feature = (mag: number) => ({ type: 'Feature', properties: { place: `at ${mag}`, mag, time: 1 } });

/** The journal is whole, its state can be sought, and a replay makes the very same events. */
async function expectDurable(executionId: string): Promise<void> {
  const detail = await sluice.call(getExecution, { params: { id: executionId } });
  const events = await journalOf(sluice, executionId);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events).toHaveLength(detail.lastSeq);
  const replayed = await sluice.call(replayExecution, { params: { id: executionId } });
  expect(replayed).toEqual({ executionId, events: events.length, identical: true, divergence: null });
}

describe('by hand', () => {
  it('runs hello, with and without a name', async () => {
    const { executionId, status, output } = await run('hello');
    expect({ status, output }).toEqual({ status: 'completed', output: [{ name: 'world', greeting: 'Hello, world!' }] });
    await expectDurable(executionId);
    expect((await run('hello', [{ name: 'Ada' }])).output).toEqual([{ name: 'Ada', greeting: 'Hello, Ada!' }]);
  });

  it('runs orders with its sample', async () => {
    const { executionId, output } = await run('orders');
    expect(output).toEqual([{ ok: true, total: 109, tier: 'gold', n: 2 }]);
    await expectDurable(executionId);
  });

  it('runs fan-out-join, with one branch dead', async () => {
    const { executionId, output } = await run('fan-out-join');
    expect(output).toEqual([{ parts: ['tax', 'shipping'], extras: 22.2, total: 102.2 }]);
    const { steps } = await sluice.call(getExecutionState, { params: { id: executionId } });
    expect(steps.find(({ node }) => node === 'discount')).toMatchObject({ status: 'skipped', reason: 'dead' });
    expect(steps.filter(({ node }) => node === 'join')).toHaveLength(1);
    await expectDurable(executionId);
  });

  it('runs big-quakes', async () => {
    const { executionId, output } = await run('big-quakes', [{ features: [4.9, 5, 6.1].map(feature) }]);
    expect(output?.map((quake) => (quake as { mag: number }).mag)).toEqual([6.1, 5]);
    await expectDurable(executionId);
  });

  it.skipIf(quakes === undefined)('finds the 39 big quakes of a week of 2018 (skipped without ../shared/data)', async () => {
    const { executionId, output } = await run('big-quakes', [JSON.parse(quakes ?? '')]);
    const magnitudes = (output ?? []).map((quake) => (quake as { mag: number }).mag);
    expect(magnitudes).toHaveLength(39);
    expect(magnitudes).toEqual([...magnitudes].sort((a, b) => b - a));
    await expectDurable(executionId);
  });

  it('runs weather-report', async () => {
    const { executionId, output } = await run('weather-report', [csv]);
    expect(reportOf(output)).toContain('2012-01  rain        1      0.5      2.5     -3.0    4.5');
    await expectDurable(executionId);
  });

  it.skipIf(weather === undefined)('reports four years of weather (skipped without ../shared/data)', async () => {
    const { executionId, output } = await run('weather-report', [weather ?? '']);
    expect(reportOf(output)).toContain('Weather from 2012-01 to 2015-12');
    await expectDurable(executionId);
  });

  it('runs retry-and-route: the third attempt gets the answer', async () => {
    const { executionId, output } = await run('retry-and-route', [{ url: `${far.url}/fails/2` }]);
    expect(output).toEqual([{ ok: true, status: 200, body: { number: 3 } }]);
    await expectDurable(executionId);
  });

  it('runs retry-and-route: what still fails is reported', async () => {
    const url = `${far.url}/fails/9`;
    const { executionId, output } = await run('retry-and-route', [{ url }]);
    expect(output).toEqual([{ ok: false, url, code: 'http_status', reason: expect.stringContaining('503') }]);
    expect(far.countOf('/fails/9')).toBe(3);
    await expectDurable(executionId);
  });

  it('runs folder-sizes, which calls itself, without its being kept as a workflow', async () => {
    const { executionId, output } = await run('folder-sizes', [{}]);
    expect(output).toEqual([{ name: 'home', kB: 1750, folders: 4 }]);
    await expectDurable(executionId);
  });

  it('runs approval-wait: parked, decided, completed', async () => {
    const { executionId, status } = await run('approval-wait', [{ id: 'r-7', amount: 90 }]);
    expect(status).toBe('waiting');
    const [parked] = (await sluice.call(getExecution, { params: { id: executionId } })).waits;
    expect(parked).toMatchObject({ node: 'ask', wait: { kind: 'resume', note: 'Approve 90 for request r-7?' } });
    const token = parked?.wait.kind === 'resume' ? parked.wait.token : '';
    expect((await sluice.hook(`~resume/${token}`, { approved: true })).status).toBe(200);
    const { output } = await whenStatus(sluice, executionId, 'completed');
    expect(output).toEqual([{ id: 'r-7', status: 'approved', paid: 90 }]);
    await expectDurable(executionId);
  });
});

describe('by webhook', () => {
  beforeAll(async () => {
    for (const name of ['orders', 'big-quakes', 'weather-report']) await sluice.install(example(name));
  });

  it('answers an order with its tier, and refuses one without lines with the status of the respond node', async () => {
    const response = await sluice.hook('orders', { id: 'o-1', lines: [{ sku: 'A1', price: 33.33, quantity: 3 }] });
    expect([response.status, await response.json()]).toEqual([200, { ok: true, total: 99.99, tier: 'basic', n: 1 }]);
    const refused = await sluice.hook('orders', { id: 'o-2', lines: [] });
    expect([refused.status, await refused.json()]).toEqual([400, { ok: false, error: 'The order has no lines.' }]);
  });

  it('answers with the big quakes', async () => {
    const response = await sluice.hook('quakes', { features: [5, 7].map(feature) });
    expect(await response.json()).toEqual([7, 5].map((mag) => ({ place: `at ${mag}`, mag, time: 1 })));
  });

  it('answers CSV with a text report', async () => {
    const response = await sluice.hook('weather', undefined, { headers: { 'content-type': 'text/csv' }, body: csv });
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await response.text()).toMatch(/^Weather from 2012-01 to 2012-01\n/);
  });

  it('answers the standard workflow of the benchmark as every target must', async () => {
    const document = example('bench/orders');
    const hook = document.nodes['hook'] ?? expect.fail('It has no hook.');
    const nodes = { ...document.nodes, hook: { ...hook, params: { ...hook.params, path: 'bench-orders' } } };
    await sluice.install({ ...document, nodes });
    const response = await sluice.hook('bench-orders', undefined, { body: orderBody() });
    expect(await response.json()).toEqual(ORDER_ANSWER);
  });
});

describe('looking at a run', () => {
  it('gives the document that ran, states at any seq, and items with where they came from', async () => {
    const document = example('fan-out-join');
    const { executionId: id } = await run('fan-out-join');
    expect((await sluice.call(getExecutionDocument, { params: { id } })).document).toEqual(document);

    const { lastSeq } = await sluice.call(getExecution, { params: { id } });
    const first = await sluice.call(getExecutionState, { params: { id }, query: { seq: 1 } });
    expect(first).toMatchObject({ executionId: id, seq: 1, status: 'running' });
    expect(first.steps.every(({ status }) => status !== 'completed')).toBe(true);
    const last = await sluice.call(getExecutionState, { params: { id }, query: { seq: lastSeq } });
    expect(last.status).toBe('completed');
    expect(last.steps.filter(({ status }) => status === 'completed').map(({ node }) => node)).toContain('total');
    expect(last.edges.find(({ state }) => state === 'dead')).toBeDefined();

    const query = { node: 'join', side: 'in', port: 'main' } as const;
    const into = await sluice.call(getStepItems, { params: { id }, query });
    expect(into.total).toBe(2);
    expect(into.items.map(({ json }) => (json as { what: string }).what)).toEqual(['tax', 'shipping']);
    expect(into.items[1]?.origin).toContainEqual({ node: 'shipping', scope: '', port: 'main', index: 0 });
    const out = await sluice.call(getStepItems, { params: { id }, query: { ...query, side: 'out' } });
    expect(out.items[0]?.origin.map(({ node }) => node)).toEqual(expect.arrayContaining(['tax', 'shipping']));
    const second = await sluice.call(getStepItems, { params: { id }, query: { ...query, offset: 1, limit: 1 } });
    expect(second).toMatchObject({ total: 2, items: [{ json: { what: 'shipping' } }] });
  });

  it('offers every example as a template', async () => {
    const { items } = await sluice.call(listTemplates);
    const files = readdirSync(resolve(import.meta.dirname, '../../examples')).filter((name) => name.endsWith('.json'));
    expect(items.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    expect(items[0]?.id).toBe('hello');
  });
});
