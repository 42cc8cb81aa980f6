import { describe, expect, it } from 'vitest';
import { cellOf, columnsOf } from './columns-of.ts';

describe('columnsOf', () => {
  it('gives all fields in the order in which they are first seen', () => {
    expect(columnsOf([{ json: { b: 1, a: 2 } }, { json: { a: 1, c: 3 } }])).toEqual(['b', 'a', 'c']);
  });

  it('has a column for what is no object', () => {
    expect(columnsOf([{ json: 'text' }, { json: [1] }, { json: { a: 1 } }])).toEqual(['value', 'a']);
  });

  it('stops at fifty', () => {
    expect(
      columnsOf([{ json: Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`k${index}`, index])) }]),
    ).toHaveLength(50);
  });
});

describe('cellOf', () => {
  it('tells a missing field from null, and does not look into prototypes', () => {
    expect(cellOf({ a: null }, 'a')).toBeNull();
    expect(cellOf({ a: null }, 'b')).toBeUndefined();
    expect(cellOf({}, 'constructor')).toBeUndefined();
    expect(cellOf('text', 'value')).toBe('text');
  });
});
