import { describe, expect, it } from 'vitest';
import { readPath, removePath, writePath } from './path.ts';

describe('a field path', () => {
  it('reads through objects and lists', () => {
    expect(readPath({ a: { b: [{ c: 7 }] } }, 'a.b.0.c')).toBe(7);
    expect(readPath({ a: null }, 'a.b')).toBeUndefined();
    expect(readPath('text', 'length')).toBeUndefined();
    expect(readPath([1, 2], 'length')).toBeUndefined();
  });

  it('prefers a key that is written exactly so', () => {
    expect(readPath({ 'temp.max': 3, temp: { max: 4 } }, 'temp.max')).toBe(3);
    expect(writePath({ 'temp.max': 3 }, 'temp.max', 5)).toEqual({ 'temp.max': 5 });
    expect(removePath({ 'temp.max': 3, a: 1 }, 'temp.max')).toEqual({ a: 1 });
  });

  it('never reads what an object only inherits', () => {
    expect(readPath({}, 'constructor.name')).toBeUndefined();
    expect(readPath({}, '__proto__')).toBeUndefined();
  });

  it('writes into a copy and makes the objects on the way', () => {
    const before = { a: { b: 1 } };
    expect(writePath(before, 'a.c.d', 2)).toEqual({ a: { b: 1, c: { d: 2 } } });
    expect(before).toEqual({ a: { b: 1 } });
    expect(writePath({ list: [1, 2] }, 'list.1', 9)).toEqual({ list: [1, 9] });
  });

  it('writes __proto__ as a key like any other', () => {
    const written = writePath({}, '__proto__.polluted', true);
    expect(JSON.stringify(written)).toBe('{"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('removes what is there and leaves the rest', () => {
    expect(removePath({ a: { b: 1, c: 2 } }, 'a.b')).toEqual({ a: { c: 2 } });
    const same = { a: 1 };
    expect(removePath(same, 'x.y')).toBe(same);
  });
});
