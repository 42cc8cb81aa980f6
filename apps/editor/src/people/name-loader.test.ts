import type { Person } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNameLoader } from './name-loader.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('names', () => {
  it('that are wanted at the same time are asked for together, each once', async () => {
    const asked: (readonly string[])[] = [];
    const load = createNameLoader(async (dids) => {
      asked.push(dids);
      return [{ did: 'a', name: 'Ada' }];
    });
    const names = Promise.all([load('a'), load('b'), load('a')]);
    await vi.runAllTimersAsync();
    expect(await names).toEqual(['Ada', null, 'Ada']);
    const later = load('b');
    await vi.runAllTimersAsync();
    expect(await later).toBeNull();
    expect(asked).toEqual([['a', 'b'], ['b']]);
  });

  it('are asked for in as many requests as they need', async () => {
    const sizes: number[] = [];
    const load = createNameLoader(async (dids): Promise<Person[]> => {
      sizes.push(dids.length);
      return dids.map((did) => ({ did, name: `Name of ${did}` }));
    });
    const names = Promise.all(Array.from({ length: 250 }, (_, index) => load(`d${index}`)));
    await vi.runAllTimersAsync();
    expect((await names)[249]).toBe('Name of d249');
    expect(sizes).toEqual([100, 100, 50]);
  });

  it('fail for those alone who were in the request that failed', async () => {
    let isDown = true;
    const load = createNameLoader(async () => {
      if (isDown) throw new Error('down');
      return [];
    });
    const failed = load('a').catch((error: Error) => error.message);
    await vi.runAllTimersAsync();
    expect(await failed).toBe('down');
    isDown = false;
    const second = load('a');
    await vi.runAllTimersAsync();
    expect(await second).toBeNull();
  });
});
