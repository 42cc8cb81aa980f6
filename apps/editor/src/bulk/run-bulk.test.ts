import { createProblem } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { runBulk } from './run-bulk.ts';

const signal = new AbortController().signal;

describe('runBulk', () => {
  it('does every item, a few at a time, and says how far it is', async () => {
    let underWay = 0;
    let most = 0;
    const progress: number[] = [];
    const act = async () => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay--;
    };
    const items = Array.from({ length: 10 }, (_, at) => at);
    const result = await runBulk(items, { act, signal, width: 3, onProgress: (settled) => progress.push(settled) });
    expect([...result.done].sort((a, b) => a - b)).toEqual(items);
    expect(result).toMatchObject({ failed: [], left: [] });
    expect(most).toBe(3);
    expect(progress.at(-1)).toBe(10);
  });

  it('goes on after one that fails, and keeps why', async () => {
    const error = new Error('no');
    const act = async (item: string) => {
      if (item === 'b') throw error;
    };
    expect(await runBulk(['a', 'b', 'c'], { act, signal, width: 1 })).toEqual({
      done: ['a', 'c'],
      failed: [{ item: 'b', error }],
      left: [],
    });
  });

  it('tries again what failed for the moment only', async () => {
    let calls = 0;
    const act = async () => {
      if (++calls < 3) throw new ApiError(createProblem('rate_limited', 'slower'));
    };
    expect((await runBulk(['a'], { act, signal, pausesMs: [0, 0, 0] })).done).toEqual(['a']);
    const refused = async () => {
      calls++;
      throw new ApiError(createProblem('role_insufficient', 'no'));
    };
    calls = 0;
    expect((await runBulk(['a'], { act: refused, signal, pausesMs: [0, 0, 0] })).failed).toHaveLength(1);
    expect(calls).toBe(1);
  });

  it('begins no more when it is stopped, and finishes what it began', async () => {
    const stopping = new AbortController();
    const act = async (item: number) => {
      if (item === 2) stopping.abort();
    };
    expect(await runBulk([1, 2, 3, 4], { act, signal: stopping.signal, width: 1 })).toEqual({
      done: [1, 2],
      failed: [],
      left: [3, 4],
    });
  });
});
