import { describe, expect, it } from 'vitest';
import { manualItems } from './manual-items.ts';

describe('manualItems', () => {
  it('makes one item of each value, one empty item of nothing said, and none of none', () => {
    expect(manualItems([1, { a: null }])).toEqual([{ json: 1 }, { json: { a: null } }]);
    expect(manualItems(undefined)).toEqual([{ json: {} }]);
    expect(manualItems([])).toEqual([]);
  });
});
