import { type Options, parse, parseExpressionAt } from 'acorn';
import { ScriptSyntaxError, syntaxErrorAt } from './script-syntax-error.ts';

/** The syntax that QuickJS-ng is sure to run. */
export const ECMA_VERSION = 2023;

/** A template taken apart. `expressions` stand at the gaps of `texts`, which has one more. */
export interface Template {
  readonly texts: readonly string[];
  readonly expressions: readonly string[];
}

export function isTemplate(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/**
 * Takes a template apart: what follows the `=`, with JavaScript expressions between `{{` and `}}`. Where an expression ends is
 * found by parsing it, so that `}}` may stand within it.
 *
 * @throws ScriptSyntaxError with line and column (from 1) in the parameter's text, the `=` included
 */
export function parseTemplate(text: string): Template {
  const texts: string[] = [];
  const expressions: string[] = [];
  let position = 1;
  for (;;) {
    const open = text.indexOf('{{', position);
    if (open === -1) break;
    const { start, end, close } = findExpression(text, open + 2);
    texts.push(text.slice(position, open));
    expressions.push(text.slice(start, end));
    position = close;
  }
  texts.push(text.slice(position));
  return { texts, expressions };
}

/**
 * The template as one expression. A lone `{{ … }}` keeps its value; in mixed text null and undefined become nothing, a date its
 * RFC 3339 text, other objects their JSON, and anything else what `String` makes of it.
 */
export function templateSource(template: Template): string {
  const { texts, expressions } = template;
  if (expressions.length === 1 && texts.every((text) => text.trim() === '')) return `(${expressions[0]}\n)`;
  if (expressions.length === 0) return JSON.stringify(texts[0]);
  const parts = texts.flatMap((text, index) => {
    const expression = expressions[index];
    return expression === undefined ? [JSON.stringify(text)] : [JSON.stringify(text), `(${expression}\n)`];
  });
  return `[${parts.join(',')}].map(${AS_TEXT}).join('')`;
}

const AS_TEXT =
  "(v)=>v===null||v===undefined?'':typeof v!=='object'?String(v):v instanceof Date?v.toISOString():JSON.stringify(v)";

const EXPRESSION: Options = { ecmaVersion: ECMA_VERSION, sourceType: 'module', preserveParens: true };
/** White space and comments up to the closing braces. */
const CLOSE = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*\}\}/y;

function findExpression(text: string, start: number): { start: number; end: number; close: number } {
  const end = parseAt(text, start);
  CLOSE.lastIndex = end;
  if (!CLOSE.test(text)) throw syntaxErrorAt(text, end, 'Expected }} after the expression');
  const close = CLOSE.lastIndex;
  checkStandsAlone(text, start, end);
  return { start, end, close };
}

function parseAt(text: string, start: number): number {
  try {
    return parseExpressionAt(text, start, EXPRESSION).end;
  } catch (error) {
    throw ScriptSyntaxError.from(error, text);
  }
}

/** What reads as a module's expression must mean the same within a strict function of a script, as which the guest compiles it. */
function checkStandsAlone(text: string, start: number, end: number): void {
  const before = '"use strict";(';
  const source = text.slice(start, end);
  try {
    const { body } = parse(`${before}${source}\n)`, { ecmaVersion: ECMA_VERSION, sourceType: 'script' });
    if (body.length !== 2) throw syntaxErrorAt(text, start, 'Not one expression');
  } catch (error) {
    throw ScriptSyntaxError.from(error, text, start - before.length);
  }
}
