import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.ts';
import { isSame, mergeValues } from './merge-values.ts';

const cases = (...ports: string[]) => ports.map((port) => ({ port, when: true }));

describe('two edits of one value', () => {
  it.each<[string, Json, Json, Json, Json]>([
    ['of different members', { one: 1, two: 2 }, { one: 9, two: 2 }, { one: 1, two: 8 }, { one: 9, two: 8 }],
    ['of members of members', { a: { x: 1, y: 1 } }, { a: { x: 2, y: 1 } }, { a: { x: 1, y: 2 } }, { a: { x: 2, y: 2 } }],
    ['that add different members', { a: 1 }, { a: 1, b: 2 }, { a: 1, c: 3 }, { a: 1, b: 2, c: 3 }],
    ['that take different members away', { a: 1, b: 2, c: 3 }, { b: 2, c: 3 }, { a: 1, b: 2 }, { b: 2 }],
    ['one of which takes away what the other edits', { a: 1, b: 2 }, { b: 2 }, { a: 5, b: 2 }, { a: 5, b: 2 }],
    [
      'one of which renames what the other edits',
      { a: 1, b: 2, c: 3 },
      { a: 1, z: 2, c: 3 },
      { a: 1, b: 7, c: 3 },
      { a: 1, z: 7, c: 3 },
    ],
    ['of different elements', [1, 2, 3], [9, 2, 3], [1, 2, 8], [9, 2, 8]],
    ['that add the same element', [1], [1, 2], [1, 2], [1, 2]],
    ['that take different elements away', [1, 2, 3, 4], [2, 3, 4], [1, 2, 3], [2, 3]],
    [
      'of a case, and of another that is taken away',
      cases('p1', 'p2', 'p3'),
      cases('p2', 'p3'),
      cases('p1', 'p2', 'mine'),
      cases('p2', 'mine'),
    ],
    [
      'of two members of one element',
      cases('p1', 'p2'),
      [{ port: 'p1', when: false }, ...cases('p2')],
      cases('x', 'p2'),
      [{ port: 'x', when: false }, ...cases('p2')],
    ],
    [
      'one of which moves what the other edits',
      cases('a', 'b', 'c'),
      cases('b', 'a', 'c'),
      cases('a', 'x', 'c'),
      cases('x', 'a', 'c'),
    ],
    ['of a case that somebody takes away', cases('a', 'b'), cases('b'), cases('x', 'b'), cases('x', 'b')],
    [
      'that take away and edit at once',
      cases('a', 'b', 'c'),
      [{ port: 'b', when: 'x' }, ...cases('c')],
      cases('a', 'b', 'y'),
      [{ port: 'b', when: 'x' }, ...cases('y')],
    ],
  ])('%s both stay, whoever was first', (_, base, mine, theirs, both) => {
    expect(mergeValues(base, mine, theirs)).toEqual(both);
    expect(isSame(mergeValues(base, theirs, mine), both)).toBe(true);
  });

  it('of the very same value are the winner’s', () => {
    expect(mergeValues({ a: 1 }, { a: 2 }, { a: 3 })).toEqual({ a: 3 });
    expect(mergeValues({ a: 1 }, { a: 2 }, { a: 3 }, 'current')).toEqual({ a: 2 });
    expect(mergeValues('x', '={{ 1 }}', undefined)).toBe('={{ 1 }}');
    expect(mergeValues({ a: 1 }, '=', { a: 2 })).toEqual({ a: 2 });
  });

  it('that add elements add both', () => {
    expect(mergeValues([1], [1, 2], [1, 3])).toEqual([1, 2, 3]);
  });

  it('keep the order: a new member stands before what follows it', () => {
    const merged = mergeValues({ a: 1, c: 3 }, { x: 0, a: 1, c: 3 }, { a: 1, b: 2, c: 3 });
    expect(Object.keys(merged as object)).toEqual(['x', 'a', 'b', 'c']);
  });

  it('do what was done when the other did nothing, and nothing twice', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
    const list = fc.array(fc.oneof(fc.constantFrom(1, 2, 3), fc.record({ k: fc.constantFrom('a', 'b'), v: fc.nat(2) })));
    const pair: fc.Arbitrary<[Json, Json]> = fc.oneof(fc.tuple(value, value), fc.tuple(list, list));
    fc.assert(
      fc.property(pair, fc.constantFrom('value' as const, 'current' as const), ([base, made], winner) => {
        expect(mergeValues(base, base, made, winner)).toEqual(made);
        expect(mergeValues(base, made, base, winner)).toEqual(made);
        expect(mergeValues(base, made, made, winner)).toEqual(made);
      }),
    );
  });

  it('of a list keep what each added and every element that neither took away', () => {
    const ids = fc.uniqueArray(fc.nat(20), { maxLength: 12 });
    fc.assert(
      fc.property(ids, fc.array(fc.nat(50)), fc.array(fc.nat(50)), (base, mineAt, theirsAt) => {
        const edit = (who: string, places: readonly number[]) =>
          places.reduce<(number | string)[]>(
            (list, place, index) =>
              place % 3 === 0 ? list.filter((_, at) => at !== place % 12) : list.toSpliced(place % 12, 0, `${who}${index}`),
            base,
          );
        const [mine, theirs] = [edit('m', mineAt), edit('t', theirsAt)];
        const merged = mergeValues(base, mine, theirs) as (number | string)[];
        // Where both put something else in the place of the same element, one of the two counts.
        const replaced = base.filter((each) => !mine.includes(each) && !theirs.includes(each)).length;
        const added = [...mine, ...theirs].filter((each) => typeof each === 'string');
        expect(added.filter((each) => !merged.includes(each)).length).toBeLessThanOrEqual(replaced);
        for (const each of base) if (mine.includes(each) && theirs.includes(each)) expect(merged).toContain(each);
        expect(new Set(merged).size).toBe(merged.length);
      }),
    );
  });

  it('of long lists take no time to speak of', () => {
    const base = Array.from({ length: 20_000 }, (_, index) => ({ index, text: `row ${index}` }));
    const mine = base.map((row) => ({ ...row, mine: true }));
    const theirs = base.filter(({ index }) => index % 2 === 0);
    const start = performance.now();
    mergeValues(base, mine, theirs);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});
