import { describe, expect, it } from 'vitest';
import { createForwardClock } from './forward-clock.ts';

describe('a forward clock', () => {
  it('follows the clock forward, and goes on at the pace of the monotonic one where that is set back', () => {
    let wall = 1_000_000;
    let monotonic = 0;
    const now = createForwardClock(
      () => wall,
      () => monotonic,
    );
    wall += 500;
    monotonic += 500;
    expect(now()).toBe(1_000_500);
    wall -= 100_000;
    monotonic += 250;
    expect(now()).toBe(1_000_750);
    wall += 100_000;
    monotonic += 50;
    expect(now()).toBe(1_000_800);
    wall += 5_000_000;
    expect(now()).toBe(6_000_500);
  });
});
