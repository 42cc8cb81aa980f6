import { expect, it } from 'vitest';
import { codes } from './codes.ts';
import { scriptHint } from './script-hint.ts';

it('says where to find what a script looks for in vain, and else what the code says', () => {
  expect(scriptHint('template_failed', 'ReferenceError: fetch is not defined')).toMatch(/HTTP request node/);
  expect(scriptHint('code_failed', "ReferenceError: 'require' is not defined")).toMatch(/sandbox/);
  expect(scriptHint('code_failed', 'EvalError: eval is not there: in the sandbox, text never becomes code')).toMatch(/function/);
  expect(scriptHint('template_failed', 'ReferenceError: order is not defined')).toBe(codes.template_failed.hint);
  expect(scriptHint('step_timeout', 'fetch is not defined')).toBe(codes.step_timeout.hint);
  expect(scriptHint('made_up', 'anything')).toBeUndefined();
});
