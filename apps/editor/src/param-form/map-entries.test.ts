import { describe, expect, it } from 'vitest';
import { freshKey, renameKey, withEntry, withoutKey } from './map-entries.ts';

const keys = (map: object | undefined) => (map === undefined ? undefined : Object.keys(map));

describe('the entries of a map', () => {
  it('keep their order when a key is renamed, and refuse a key that is taken', () => {
    expect(keys(renameKey({ a: 1, b: 2, c: 3 }, 'b', 'x'))).toEqual(['a', 'x', 'c']);
    expect(renameKey({ a: 1, b: 2 }, 'a', 'b')).toBeUndefined();
  });
  it('keep their place when a value changes, and take new ones at the end', () => {
    expect(Object.entries(withEntry({ a: 1, b: 2 }, 'a', 9))).toEqual([
      ['a', 9],
      ['b', 2],
    ]);
    expect(keys(withEntry({ a: 1 }, 'z', 2))).toEqual(['a', 'z']);
    expect(keys(withoutKey({ a: 1, b: 2 }, 'a'))).toEqual(['b']);
  });
  it('have `__proto__` as a key like any other', () => {
    const map = withEntry(JSON.parse('{"__proto__":1}'), 'b', 2);
    expect(JSON.stringify(map)).toBe('{"__proto__":1,"b":2}');
  });
  it('get new keys of their own', () => {
    expect(freshKey({ field: 1, field2: 1 }, 'field')).toBe('field3');
  });
});
