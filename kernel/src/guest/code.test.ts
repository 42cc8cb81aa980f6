import { describe, expect, it } from 'vitest';
import { parseCode } from './code.ts';

describe('code', () => {
  it('is the body of an async function', () => {
    expect(parseCode("const a = await effect('get', 'https://x');\nreturn $node('n').json;")).toEqual({
      ok: true,
      references: ['n'],
    });
  });
  it('cannot close the function that it stands in (I6)', () => {
    for (const body of [
      '}); evil(async () => {',
      '} function x() {',
      'return 1 })(',
      "import x from 'y'",
      'export const a = 1',
      '`',
    ]) {
      expect(parseCode(body).ok, body).toBe(false);
    }
  });
  it('names line and column of a fault', () => {
    expect(parseCode('const a = 1;\nb = = 2;\n')).toMatchObject({ ok: false, problem: { line: 2, column: 5 } });
  });
});
