import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { PlanTemplate } from '../graph/plan.ts';
import { paramsSource } from './params-source.ts';

/** What the source makes, with `t0`, `t1` … for templates and `f0` … for code. */
function made(
  params: { readonly [name: string]: Json },
  ...templates: readonly (readonly [param: string, kind?: PlanTemplate['kind']])[]
) {
  const source = paramsSource({
    params,
    templates: templates.map(([param, kind = 'template']) => ({ param, kind, source: '' })),
  });
  // The text under test is JavaScript; tests are no guest.
  const build = new Function('v', 'c', `return ${source}`) as (
    v: (index: number) => string,
    c: (index: number) => string,
  ) => unknown;
  return build(
    (index) => `t${index}`,
    (index) => `f${index}`,
  );
}

describe('the source of parameters', () => {
  it('has templates and code where they stand, at any depth', () => {
    const params = { where: '=1', list: ['=2', { name: 'x', value: '=3' }], code: 'return 1', plain: '=kept', n: null };
    expect(made(params, ['where'], ['list.0'], ['list.1.value'], ['code', 'code'])).toEqual({
      where: 't0',
      list: ['t1', { name: 'x', value: 't2' }],
      code: 'f3',
      plain: '=kept',
      n: null,
    });
  });
  it('keeps every key as data, __proto__ too', () => {
    const params = JSON.parse('{"__proto__":{"a":"=1"},"constructor":"=2","a b":1}');
    expect(JSON.stringify(made(params, ['__proto__.a'], ['constructor']))).toBe(
      '{"__proto__":{"a":"t0"},"constructor":"t1","a b":1}',
    );
  });
  it('tells two places with the same path apart by their order', () => {
    expect(made({ 'a.b': '=1', a: { b: '=2' } }, ['a.b'], ['a.b'])).toEqual({ 'a.b': 't0', a: { b: 't1' } });
  });
  it('cannot be left by what stands in a text (I6)', () => {
    const evil = ['"}); evil(`$', '{1}`); ({" \u2028\\'].join('');
    expect(made({ evil, [evil]: [evil] })).toEqual({ evil, [evil]: [evil] });
  });
});
