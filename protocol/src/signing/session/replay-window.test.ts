import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplayWindow } from './replay-window.ts';

describe('ReplayWindow', () => {
  it('accepts what a plain set of seen counters would, within the window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -2, max: 40 }), fc.integer({ min: 1, max: 300 })), { maxLength: 200 }),
        (counters) => {
          const window = new ReplayWindow(64);
          const seen = new Set<number>();
          let highest = 0;
          for (const counter of counters) {
            const isNew = counter >= 1 && counter > highest - 64 && !seen.has(counter);
            expect(window.accept(counter)).toBe(isNew);
            seen.add(counter);
            highest = Math.max(highest, counter);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses what is no counter', () => {
    const window = new ReplayWindow();
    for (const counter of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) expect(window.accept(counter)).toBe(false);
  });

  it('takes a large leap, and knows nothing older than its size afterwards', () => {
    const window = new ReplayWindow();
    expect([1, 1_000_000, 1_000_000 - 65_535, 1_000_000 - 65_536, 1].map((counter) => window.accept(counter))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
