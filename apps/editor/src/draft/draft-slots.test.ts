import { describe, expect, it } from 'vitest';
import { type TryLock, takeSlot } from './draft-slots.ts';

/** Locks as a browser has them, without waiting. */
function createLocks(): TryLock {
  const held = new Set<string>();
  return async (name) => {
    if (held.has(name)) return undefined;
    held.add(name);
    return () => held.delete(name);
  };
}

describe('places for unsaved edits', () => {
  it('are one for each page', async () => {
    const tryLock = createLocks();
    const [one, two] = [await takeSlot('d w', [], tryLock), await takeSlot('d w', [], tryLock)];
    expect([one?.key, two?.key]).toEqual(['d w', 'd w 1']);
    one?.release();
    expect((await takeSlot('d w', [], tryLock))?.key).toBe('d w');
  });

  it('with something left in them come first, and never one that another page has', async () => {
    const tryLock = createLocks();
    const filled = ['d w', 'd w 3'];
    const keys = [];
    for (let page = 0; page < 4; page += 1) keys.push((await takeSlot('d w', filled, tryLock))?.key);
    expect(keys).toEqual(['d w', 'd w 3', 'd w 1', 'd w 2']);
  });
});
