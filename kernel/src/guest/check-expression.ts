import { parse } from 'acorn';
import { ECMA_VERSION } from '../graph/parse-template.ts';

/** Checks once more, where it is compiled, that a template's source is one expression and nothing beyond it (I6). Throws a syntax error. */
export function checkExpression(source: string): void {
  const { body } = parse(`"use strict";(\n${source}\n)`, { ecmaVersion: ECMA_VERSION, sourceType: 'script' });
  if (body.length !== 2) throw new SyntaxError('A template is one expression');
}
