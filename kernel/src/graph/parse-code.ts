import { parse } from 'acorn';
import { ECMA_VERSION } from './parse-template.ts';
import { ScriptSyntaxError, syntaxErrorAt } from './script-syntax-error.ts';

const BEFORE = '(async function () {"use strict";\n';
const AFTER = '\n})';

/**
 * Checks that the text is the body of a strict async function, as which the guest compiles it, and nothing beyond it.
 *
 * @throws ScriptSyntaxError with line and column (from 1) in the text
 */
export function checkCode(text: string): void {
  try {
    const { body } = parse(BEFORE + text + AFTER, { ecmaVersion: ECMA_VERSION, sourceType: 'script' });
    const [statement] = body;
    const isOneFunction =
      body.length === 1 && statement?.type === 'ExpressionStatement' && statement.expression.type === 'FunctionExpression';
    if (!isOneFunction) throw syntaxErrorAt(text, 0, 'A closing brace too many: the code ends before its text does');
  } catch (error) {
    throw ScriptSyntaxError.from(error, text, -BEFORE.length);
  }
}
