import { describe, expect, it } from 'vitest';
import { compactSource } from './compact-source.ts';

describe('a compacted source', () => {
  it('has neither comments nor indentation', () => {
    expect(compactSource('/** Doc */\nfunction f(a /* first */) {\n    // why\n    return   a +  1; // end\n}\n')).toBe(
      'function f(a ) {\nreturn a + 1;\n}',
    );
  });
  it('keeps texts, templates and regular expressions as they are', () => {
    const hole = ['$', '{ a }'].join('');
    const source = `const a = 'x  // y';\nconst b = /  [/*]  /.test(\`  ${hole}  /* z */ \`);`;
    expect(compactSource(source)).toBe(source);
  });
  it('keeps line breaks that end statements', () => {
    expect(compactSource('let a = 1\n\n\n  ;[a] = [2]\nreturn\n  a')).toBe('let a = 1\n;[a] = [2]\nreturn\na');
  });
});
