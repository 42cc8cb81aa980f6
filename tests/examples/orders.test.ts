import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { ORDER_ANSWER, orderBody } from '../../bench/load/order.ts';
import { ExampleRun } from './example-run.ts';

const call = (body: Json): Json => ({
  method: 'POST',
  path: 'orders',
  headers: { 'content-type': 'application/json' },
  query: {},
  body,
});
const byHook = async (name: string, body: Json) => await ExampleRun.start(name, { trigger: 'hook', items: [call(body)] });
const order = (...lines: [price: number, quantity: number][]): Json => ({
  id: 'o-1',
  lines: lines.map(([price, quantity]) => ({ sku: 'A1', price, quantity })),
});

describe('orders', () => {
  it('answers gold from a total of 100 on and basic below', async () => {
    const gold = await byHook('orders', order([9.5, 2], [40.5, 2]));
    expect(gold.response).toEqual({ status: 200, headers: {}, body: { ok: true, total: 100, tier: 'gold', n: 2 } });
    expect(gold.output).toEqual([{ ok: true, total: 100, tier: 'gold', n: 2 }]);
    expect(gold.skipped).toEqual(['basic', 'refuse']);
    const basic = await byHook('orders', order([33.33, 3]));
    expect(basic.output).toEqual([{ ok: true, total: 99.99, tier: 'basic', n: 1 }]);
    expect(basic.replaysExactly).toBe(true);
  });

  it('refuses an order without lines', async () => {
    const run = await byHook('orders', { id: 'o-2', lines: [] });
    expect(run.response).toEqual({ status: 400, headers: {}, body: { ok: false, error: 'The order has no lines.' } });
  });

  it('runs by hand, with the order as the item or a sample', async () => {
    const given = await ExampleRun.start('orders', { items: [order([200, 1])] });
    expect(given.output).toEqual([{ ok: true, total: 200, tier: 'gold', n: 1 }]);
    const sample = await ExampleRun.start('orders');
    expect(sample.output).toEqual([{ ok: true, total: 109, tier: 'gold', n: 2 }]);
  });
});

describe('the standard workflow of the benchmark', () => {
  it('gives the answer that every target of the benchmark must give', async () => {
    const run = await byHook('bench/orders', JSON.parse(orderBody()) as Json);
    expect(run.response).toEqual({ status: 200, headers: {}, body: ORDER_ANSWER });
    expect(run.output).toEqual([ORDER_ANSWER]);
    expect(run.replaysExactly).toBe(true);
  });

  it('fires each node once and leaves out the branch that was not taken', async () => {
    const run = await byHook('bench/orders', order([1, 1]));
    expect(run.output).toEqual([{ ok: true, total: 1, tier: 'basic', n: 1 }]);
    expect(run.skipped).toEqual(['gold']);
    for (const node of ['sum', 'large', 'basic', 'shape', 'answer']) expect(run.firings(node), node).toBe(1);
  });
});
