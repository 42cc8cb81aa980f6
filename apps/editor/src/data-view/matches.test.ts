import { expect, it } from 'vitest';
import { contains, splitAtMatches } from './matches.ts';

it('finds what stands in values and keys, in any case', () => {
  const value = { Name: 'Grace', list: [{ n: 42 }, null, true] };
  const found = (query: string) => contains(value, query);
  expect([found('grace'), found('name'), found('42'), found('null'), found('tru'), found('x')]).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
  ]);
});

it('splits a text at what was found', () => {
  expect(splitAtMatches('Banana', 'an').map(({ text, isMatch }) => [text, isMatch])).toEqual([
    ['B', false],
    ['an', true],
    ['an', true],
    ['a', false],
  ]);
  expect(splitAtMatches('abc', '')).toEqual([{ text: 'abc', isMatch: false, at: 0 }]);
});
