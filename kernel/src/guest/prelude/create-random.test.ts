import { describe, expect, it } from 'vitest';
import { createRandom } from './create-random.ts';

describe("the guest's random numbers", () => {
  it('are the same for the same seed, for ever', () => {
    const random = createRandom('00112233445566778899aabbccddeeff/node//1');
    expect([random(), random(), random()]).toMatchInlineSnapshot(`
      [
        0.14350138481724306,
        0.7863938927836133,
        0.6696705762071679,
      ]
    `);
  });
  it('differ between steps, scopes and attempts', () => {
    const firsts = ['seed/a//1', 'seed/a//2', 'seed/b//1', 'seed/a/loop#0/1'].map((seed) => createRandom(seed)());
    expect(new Set(firsts).size).toBe(firsts.length);
  });
  it('are spread evenly over [0, 1)', () => {
    const random = createRandom('');
    const buckets = new Array<number>(16).fill(0);
    for (let draw = 0; draw < 160_000; draw++) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
      buckets[Math.floor(value * 16)]! += 1;
    }
    // 15 degrees of freedom: chi-squared is above 37.7 once in a thousand times, and the seed is fixed.
    const chiSquared = buckets.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(37.7);
  });
});
