import { describe, expect, it } from 'vitest';
import { fetchPart } from './fetch-part.ts';

/** A server that is away for as many questions as it is told, and a part that it has or has not. */
function surroundings({ away = 0, mayReload = true }) {
  const calls = { reloads: 0, mended: 0 };
  let questions = 0;
  return {
    calls,
    isThere: async () => {
      questions += 1;
      return questions > away;
    },
    mendStyles: async () => {
      calls.mended += 1;
    },
    reload: () => {
      calls.reloads += 1;
      return mayReload;
    },
    pauseMs: 1,
  };
}

const failing = (times: number) => {
  let attempts = 0;
  return async () => {
    attempts += 1;
    if (attempts <= times) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  };
};

describe('fetchPart', () => {
  it('waits while the server is away, then has the part and its styles', async () => {
    const around = surroundings({ away: 3 });
    expect(await fetchPart(failing(3), around)).toBe('the part');
    expect(around.calls).toEqual({ reloads: 0, mended: 1 });
  });

  it('asks again when the server is back by the time it is asked for', async () => {
    const around = surroundings({});
    expect(await fetchPart(failing(1), around)).toBe('the part');
    expect(around.calls.reloads).toBe(0);
  });

  it('loads the page anew when the server does not have the part', async () => {
    const around = surroundings({ away: 1 });
    let isSettled = false;
    void fetchPart(failing(9), around).finally(() => {
      isSettled = true;
    });
    await expect.poll(() => around.calls.reloads).toBe(1);
    expect(isSettled).toBe(false);
  });

  it('gives the error when that did not help a moment ago', async () => {
    await expect(fetchPart(failing(9), surroundings({ mayReload: false }))).rejects.toThrow('Failed to fetch');
  });
});
