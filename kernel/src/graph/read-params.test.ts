import type { Issue, Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { sha256, testCatalog, testDocument } from '../../testing/test-types.ts';
import { compile } from './compile.ts';
import type { PlanNode } from './plan.ts';

function read(params: { [name: string]: Json }): { node: PlanNode | undefined; issues: readonly Issue[] } {
  const document = testDocument({ nodes: { start: 'start', form: { type: 'form', params } }, edges: ['start > form'] });
  const { plan, issues } = compile(document, testCatalog, sha256);
  return { node: plan?.nodes.find((node) => node.id === 'form'), issues };
}

function problems(params: { [name: string]: Json }): string[][] {
  return read({ needed: 'x', ...params }).issues.map((issue) => [issue.code, issue.param ?? '', issue.message]);
}

describe('parameters', () => {
  it('get their defaults, within lists and objects too', () => {
    expect(read({ needed: 'x', rows: [{ name: 'a' }, { name: 'b', size: 2 }] }).node?.params).toEqual({
      flag: false,
      needed: 'x',
      rows: [
        { name: 'a', size: 1 },
        { name: 'b', size: 2 },
      ],
    });
  });

  it('of the wrong kind are refused, each at its place', () => {
    expect(problems({ text: 5 })).toEqual([['param_invalid', 'text', 'The parameter "text" (Text) must be a text.']]);
    expect(problems({ count: 1.5 })).toEqual([
      ['param_invalid', 'count', 'The parameter "count" (Count) must be a whole number.'],
    ]);
    expect(problems({ count: 11 })[0]?.[2]).toContain('of at most 10');
    expect(problems({ wait: -1 })[0]?.[2]).toContain('a number of milliseconds of at least 0');
    expect(problems({ color: 'green' })[0]?.[2]).toContain('must be one of "red", "blue"');
    expect(problems({ flag: 'yes' })[0]?.[2]).toContain('must be true or false');
    expect(problems({ headers: ['a'] })[0]?.[2]).toContain('must be an object');
    expect(problems({ headers: { a: 1 } })).toMatchObject([['param_invalid', 'headers.a', expect.any(String)]]);
    expect(problems({ rows: [{ name: 'a', size: 'big' }] })).toMatchObject([
      ['param_invalid', 'rows.0.size', expect.any(String)],
    ]);
    expect(problems({ code: 5 })).toMatchObject([['param_invalid', 'code', expect.any(String)]]);
    expect(problems({ flag: null })).toMatchObject([['param_invalid', 'flag', expect.any(String)]]);
  });

  it('that the type does not have, and those that it must have, are named', () => {
    expect(problems({ color: 'red', colour: 'red' })).toMatchObject([
      ['param_unknown', 'colour', expect.stringContaining('"color"')],
    ]);
    expect(problems({ rows: [{ size: 1, odd: 1 }] })).toMatchObject([
      ['param_unknown', 'rows.0.odd', expect.any(String)],
      ['param_missing', 'rows.0.name', expect.any(String)],
    ]);
    for (const params of [{}, { needed: '' }]) {
      expect(read(params).issues).toMatchObject([
        { code: 'param_missing', param: 'needed', pointer: '/nodes/form/params/needed' },
      ]);
    }
  });
});

describe('templates', () => {
  it('may stand for a value of any kind, anywhere, but where they are not taken', () => {
    const { node, issues } = read({
      needed: '={{ $json.a }}',
      count: '={{ 1 + 1 }}',
      color: '={{ "red" }}',
      headers: { 'x.y': '={{ 1 }}', plain: 'text' },
      rows: [{ name: '={{ 2 }}' }],
      body: { deep: ['={{ 3 }}', '= not in braces'] },
      plain: '={{ not a template',
    });
    expect(issues).toEqual([]);
    expect(node?.params['plain']).toBe('={{ not a template');
    expect(node?.templates.map((template) => [template.param, template.kind])).toEqual([
      ['count', 'template'],
      ['color', 'template'],
      ['needed', 'template'],
      ['headers.x.y', 'template'],
      ['rows.0.name', 'template'],
      ['body.deep.0', 'template'],
      ['body.deep.1', 'template'],
    ]);
  });

  it('that do not compile are refused with line and column', () => {
    expect(read({ needed: '=one\n{{ $json. }}' }).issues).toMatchObject([
      {
        code: 'template_syntax',
        nodeId: 'form',
        param: 'needed',
        line: 2,
        column: 11,
        message: expect.stringContaining('"needed"'),
      },
    ]);
    expect(read({ needed: 'x', body: { a: '={{ 1 + }}' } }).issues).toMatchObject([
      { code: 'template_syntax', pointer: '/nodes/form/params/body/a', line: 1 },
    ]);
  });

  it('of the concurrency key are checked too', () => {
    const nodes = { start: 'start' };
    const keyed = (key: string) => testDocument({ nodes, settings: { concurrency: { limit: 1, key } } });
    expect(compile(keyed('={{ $trigger.json.x }}'), testCatalog, sha256).issues).toEqual([]);
    expect(compile(keyed('={{ $trigger. }}'), testCatalog, sha256).issues).toMatchObject([
      { code: 'template_syntax', pointer: '/settings/concurrency/key' },
    ]);
  });
});

describe('code', () => {
  it('is the body of an async function', () => {
    const code = 'const { value } = await effect("get", "kv:x");\nreturn value;';
    const { node, issues } = read({ needed: 'x', code });
    expect(issues).toEqual([]);
    expect(node?.templates).toEqual([{ param: 'code', kind: 'code', source: code }]);
  });

  it('that does not compile is refused with line and column', () => {
    expect(read({ needed: 'x', code: 'const a = 1;\nreturn a +;' }).issues).toMatchObject([
      { code: 'code_syntax', param: 'code', line: 2, column: 11 },
    ]);
    expect(read({ needed: 'x', code: 'return 1; }); (async function () {' }).issues).toMatchObject([
      { code: 'code_syntax', line: 1 },
    ]);
    expect(read({ needed: 'x', code: 'with (a) {}' }).issues).toMatchObject([{ code: 'code_syntax', line: 1, column: 1 }]);
  });
});
