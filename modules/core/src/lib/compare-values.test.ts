import { canonicalize, type Json } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey } from './canonical-key.ts';
import { compareValues } from './compare-values.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>; // what fast-check calls JSON is JSON

describe('the order of JSON values', () => {
  it('is a total order in which equal values, and only they, are equal', () => {
    fc.assert(
      fc.property(json, json, json, (a, b, c) => {
        expect(Math.sign(compareValues(a, b))).toBe(0 - Math.sign(compareValues(b, a)));
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) expect(compareValues(a, c)).toBeLessThanOrEqual(0);
        expect(compareValues(a, b) === 0).toBe(canonicalKey(a) === canonicalKey(b));
      }),
    );
  });

  it('goes by value for numbers and by code unit for texts', () => {
    expect([10, 9, -1, 2.5].sort(compareValues)).toEqual([-1, 2.5, 9, 10]);
    expect(['b', 'B', 'ä', 'a', '10', '9'].sort(compareValues)).toEqual(['10', '9', 'B', 'a', 'b', 'ä']);
    expect(['x', 3, true, [1], false].sort(compareValues as (a: unknown, b: unknown) => number)).toEqual([
      false,
      true,
      3,
      'x',
      [1],
    ]);
  });
});

describe('the canonical key of a value', () => {
  it('is its canonical JSON (RFC 8785)', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalKey(value)).toBe(canonicalize(value));
      }),
    );
  });
});
