import { describe, expect, it } from 'vitest';
import {
  boolean,
  type Check,
  checkParams,
  datetime,
  defaultTo,
  integer,
  list,
  map,
  number,
  object,
  oneOf,
  optional,
  something,
  text,
} from './checks.ts';

const run = (check: Check, value: unknown) => checkParams({ it: check })({ it: value })['it'];
const refusal = (check: Check, value: unknown) => {
  try {
    run(check, value);
  } catch (error) {
    return error as Error & { code: string; param: string };
  }
  return undefined;
};

describe('what a template gave for a parameter', () => {
  it('is made to fit where that is certain', () => {
    expect(run(text, 5)).toBe('5');
    expect(run(number(), ' 2.5 ')).toBe(2.5);
    expect(run(integer(0, 9), '7')).toBe(7);
    expect(run(text, new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(run(something, new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(run(datetime, new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(run(datetime, 86_400_000)).toBe('1970-01-02T00:00:00.000Z');
    expect(run(oneOf('a', 'b'), 'b')).toBe('b');
  });

  it('counts as a condition the way JavaScript counts it, but for the text “false”', () => {
    expect([true, 1, 'no', [], 'true'].map((value) => run(boolean, value))).toEqual([true, true, true, true, true]);
    expect([false, 0, '', null, undefined, 'false'].map((value) => run(boolean, value))).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('is refused with the place and the value when it does not fit', () => {
    expect(refusal(integer(), 1.5)).toMatchObject({
      code: 'param_invalid',
      param: 'it',
      message: 'Parameter it must be a whole number; its template gave 1.5.',
    });
    expect(refusal(number(1, 5), 9)?.message).toContain('a number from 1 to 5');
    expect(refusal(number(1), 0)?.message).toContain('at least 1');
    expect(refusal(text, { a: 1 })?.message).toContain('{"a":1}');
    expect(refusal(number(), Number.NaN)?.code).toBe('param_invalid');
    expect(refusal(list(object({ name: text })), [{ name: 'a' }, { name: [] }])?.param).toBe('it.1.name');
    expect(refusal(text, 'x'.repeat(3) && ['y'.repeat(500)])?.message.length).toBeLessThan(140);
  });

  it('falls back to the default, or stays absent, when it is nothing', () => {
    expect(run(defaultTo(10, integer()), null)).toBe(10);
    expect(run(optional(text), undefined)).toBeUndefined();
    expect(run(object({ as: defaultTo('x', text) }), {})).toEqual({ as: 'x' });
  });

  it('leaves names out of a map whose template gave nothing', () => {
    expect(run(map(optional(text)), { a: 1, b: null, c: undefined })).toEqual({ a: '1' });
  });

  it('leaves the evaluated parameters as they are', () => {
    const given = { it: '5', other: [1] };
    expect(checkParams({ it: number() })(given)).toEqual({ it: 5, other: [1] });
    expect(given.it).toBe('5');
  });
});
