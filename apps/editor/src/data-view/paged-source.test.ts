import { describe, expect, it, vi } from 'vitest';
import type { DataItem } from './item-source.ts';
import { PagedSource } from './paged-source.ts';

function setUp(total: number, most = 1000) {
  const fetch = vi.fn(async (offset: number, limit: number): Promise<DataItem[]> => {
    const length = Math.min(limit, most, total - offset);
    return Array.from({ length }, (_, index) => ({ json: offset + index }));
  });
  const onError = vi.fn();
  return { fetch, onError, source: new PagedSource({ total, fetch, onError }) };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('PagedSource', () => {
  it('fetches the pages that are in sight, each once', async () => {
    const { source, fetch } = setUp(100_000);
    const listener = vi.fn();
    source.subscribe(listener);
    source.want(50_190, 50_230);
    source.want(50_190, 50_230);
    await settle();
    expect(fetch.mock.calls.map(([offset, limit]) => [offset, limit])).toEqual([
      [50_000, 200],
      [50_200, 200],
    ]);
    expect([source.at(50_190), source.at(50_229), source.at(0)]).toEqual([{ json: 50_190 }, { json: 50_229 }, undefined]);
    expect(listener).toHaveBeenCalledTimes(2);
    expect(source.version()).toBe(2);
  });

  it('asks again for what did not fit into an answer', async () => {
    const { source, fetch } = setUp(10, 3);
    for (let round = 0; round < 4; round += 1) {
      source.want(0, 10);
      await settle();
    }
    expect(fetch.mock.calls.map(([offset]) => offset)).toEqual([0, 3, 6, 9]);
    expect(source.at(9)).toEqual({ json: 9 });
  });

  it('keeps a bounded number of items', async () => {
    const { source } = setUp(100_000);
    for (let at = 0; at < 100_000; at += 200) source.want(at, at + 1);
    await settle();
    expect(source.at(0)).toBeUndefined();
    expect(source.at(99_800)).toEqual({ json: 99_800 });
  });

  it('goes through all of them, until it is told to stop', async () => {
    const { source } = setUp(2500);
    const batches = async (signal: AbortSignal) => (await Array.fromAsync(source.scan(signal))).map((batch) => batch.length);
    expect(await batches(new AbortController().signal)).toEqual([1000, 1000, 500]);
    expect(await batches(AbortSignal.abort())).toEqual([]);
  });

  it('says what went wrong, and tries again when it is wanted again', async () => {
    const { source, fetch, onError } = setUp(10);
    fetch.mockRejectedValueOnce(new Error('away'));
    source.want(0, 10);
    await settle();
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'away' }));
    source.want(0, 10);
    await settle();
    expect(source.at(9)).toEqual({ json: 9 });
  });
});
