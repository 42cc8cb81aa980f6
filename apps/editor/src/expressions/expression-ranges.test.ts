import { describe, expect, it } from 'vitest';
import { expressionAt, expressionRanges } from './expression-ranges.ts';

const found = (text: string) => expressionRanges(text).map(({ from, to }) => text.slice(from, to));

describe('the expressions of a template', () => {
  it.each([
    ['no expression', []],
    ['{{ a }}', [' a ']],
    ['x {{ a }} y {{b}}', [' a ', 'b']],
    ['{{ { a: { b: 1 }} }} z', [' { a: { b: 1 }} ']],
    ["{{ '}}' }}", [" '}}' "]],
    ['{{ "\\"}}" }}', [' "\\"}}" ']],
    ['{{ $json.', [' $json.']],
    ["{{ it's }} {{ b }}", [" it's ", ' b ']],
    ['{{}}', ['']],
  ])('%s', (text, expressions) => {
    expect(found(text)).toEqual(expressions);
  });

  it('are told from the text around them', () => {
    const text = 'a {{ b }} c';
    expect([0, 2, 4, 6, 7, 9, 10].map((at) => expressionAt(text, at) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
