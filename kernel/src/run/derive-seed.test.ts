import { describe, expect, it } from 'vitest';
import { deriveSeed } from './derive-seed.ts';

describe('a seed', () => {
  it('follows from the execution and the step, and differs for every step', () => {
    const seed = '00112233445566778899aabbccddeeff';
    const steps = Array.from({ length: 2000 }, (_, index) => `loop#${index}/node`);
    const seeds = steps.map((step) => deriveSeed(seed, step));
    expect(new Set(seeds).size).toBe(2000);
    for (const each of seeds) expect(each).toMatch(/^[0-9a-f]{32}$/);
    expect(deriveSeed(seed, 'a')).toBe(deriveSeed(seed, 'a'));
    expect(deriveSeed(`1${seed.slice(1)}`, 'a')).not.toBe(deriveSeed(seed, 'a'));
  });

  it('never changes its meaning, for old journals are replayed with it', () => {
    expect(deriveSeed('00112233445566778899aabbccddeeff', '/a')).toMatchInlineSnapshot(`"8e3443292c841591890c9ab72bbccc0f"`);
  });
});
