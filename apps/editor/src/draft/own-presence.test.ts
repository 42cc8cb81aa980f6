import type { Presence } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOwnPresence, type OwnPresence } from './own-presence.ts';

let sent: Presence[];
let own: OwnPresence;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  sent = [];
  own = createOwnPresence((presence) => sent.push(presence));
});
afterEach(() => {
  own.dispose();
  vi.useRealTimers();
});

describe('where this page is', () => {
  it('is told ten times a second at most, the last place among it', () => {
    for (let x = 1; x <= 100; x += 1) {
      own.point({ x, y: 0.4 });
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(sent.length).toBeGreaterThan(8);
    expect(sent.length).toBeLessThanOrEqual(12);
    expect(sent.at(-1)).toEqual({ selection: [], active: true, pointer: { x: 100, y: 0 } });
  });

  it('is not told when it is the same, and again when the others have forgotten it', () => {
    own.select(['a']);
    vi.advanceTimersByTime(200);
    own.select(['a']);
    vi.advanceTimersByTime(200);
    expect(sent).toHaveLength(1);
    own.repeat();
    expect(sent).toEqual([
      { selection: ['a'], active: true },
      { selection: ['a'], active: true },
    ]);
  });

  it('leaves out what is no more: the pointer, the field', () => {
    own.point({ x: 1, y: 2 });
    own.hold('a/url');
    vi.advanceTimersByTime(200);
    own.point(undefined);
    own.hold(undefined);
    own.setActive(false);
    vi.advanceTimersByTime(200);
    expect(sent.at(0)).toEqual({ selection: [], active: true, pointer: { x: 1, y: 2 }, field: 'a/url' });
    expect(sent.at(-1)).toEqual({ selection: [], active: false });
  });

  it('tells of no more selected nodes than can be told', () => {
    own.select(Array.from({ length: 5000 }, (_, index) => `n${index}`));
    vi.advanceTimersByTime(200);
    expect(sent.at(-1)?.selection).toHaveLength(200);
  });
});
