import type { Issue, ParamSpec } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { isShown } from './is-shown.ts';
import { issuesAt } from './issues-at.ts';

const issue = (param?: string): Issue => ({
  code: 'param_invalid',
  message: param ?? 'none',
  ...(param === undefined ? {} : { param }),
});

describe('the issues of a field', () => {
  const issues = [issue('cases.0.when'), issue('cases'), issue('body.a.b'), issue('bodyType'), issue()];
  it('are those of its very path', () => {
    expect(issuesAt(issues, ['cases'], false)).toEqual([issue('cases')]);
    expect(issuesAt(issues, ['cases', 0, 'when'], false)).toEqual([issue('cases.0.when')]);
  });
  it('are also those within a value that has no fields', () => {
    expect(issuesAt(issues, ['body'], true)).toEqual([issue('body.a.b')]);
  });
});

describe('a field with a condition', () => {
  const spec: ParamSpec = { kind: 'json', title: 'Body', when: { param: 'method', is: ['POST', 'PUT'] } };
  const specs: Record<string, ParamSpec> = { method: { kind: 'string', title: 'Method', default: 'GET' }, body: spec };
  it.each([
    [{ method: 'POST' }, true],
    [{ method: 'GET' }, false],
    [{}, false],
    [{ method: '={{ $json.method }}' }, true],
  ])('with %o is shown: %s', (siblings, shown) => {
    expect(isShown(spec, siblings as Record<string, string>, specs)).toBe(shown);
  });
});
