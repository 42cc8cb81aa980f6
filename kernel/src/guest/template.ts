import type { Expression } from 'acorn';
import { referencesIn } from './node-references.ts';
import { placeOf, problemFrom, type SourceProblem } from './source-problem.ts';
import { guestLanguage, StrictParser } from './strict-parser.ts';

/** A piece of a template: text that stays as it is, or an expression with its place (UTF-16 offset) in the parameter's text. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly offset: number };

export type TemplateResult =
  | { readonly ok: true; readonly parts: readonly TemplatePart[]; readonly references: readonly string[] }
  | { readonly ok: false; readonly problem: SourceProblem };

const OPEN = '{{';
const CLOSE = '}}';
const BLANK = /^\s*$/;

/** A string parameter that starts with `=` is a template. */
export function isTemplate(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('=');
}

/**
 * Reads a template: text and `{{ expression }}` in turn. Where an expression ends is for the JavaScript parser to say, so that `}}` in
 * a string, a regular expression or nested objects is part of it. Each expression is parsed alone: it cannot close what surrounds it (I6).
 */
export function parseTemplate(template: string): TemplateResult {
  const parts: TemplatePart[] = [];
  const references = new Set<string>();
  let at = isTemplate(template) ? 1 : 0;
  try {
    for (;;) {
      const open = template.indexOf(OPEN, at);
      const text = template.slice(at, open < 0 ? undefined : open);
      if (text !== '') parts.push({ kind: 'text', text });
      if (open < 0) return { ok: true, parts, references: [...references] };
      const expression = parseExpression(template, open + OPEN.length);
      parts.push({ kind: 'expression', source: template.slice(expression.start, expression.end), offset: expression.start });
      for (const id of referencesIn(expression)) references.add(id);
      at = endOf(template, expression.end);
    }
  } catch (error) {
    return { ok: false, problem: problemFrom(template, error) };
  }
}

/**
 * The one expression that stands for a template. A lone `{{ expression }}`, white space around it aside, keeps its type; otherwise the
 * pieces are concatenated as text: objects and arrays as JSON, dates as ISO 8601, everything else by `String()`.
 */
export function templateSource(parts: readonly TemplatePart[]): string {
  const lone = parts.filter((part) => part.kind === 'expression' || !BLANK.test(part.text));
  if (lone.length === 1 && lone[0]?.kind === 'expression') return lone[0].source;
  return `$text(${parts.map((part) => (part.kind === 'text' ? JSON.stringify(part.text) : `(${part.source})`)).join(', ')})`;
}

function parseExpression(template: string, at: number): Expression {
  if (template.startsWith(CLOSE, skipBlank(template, at))) throw placeOf(at, 'There is nothing between {{ and }}');
  return StrictParser.parseExpressionAt(template, at, guestLanguage);
}

/** The place after the `}}` that must follow an expression, comments between them allowed. */
function endOf(template: string, at: number): number {
  const end = skipBlank(template, at);
  if (template.startsWith(CLOSE, end)) return end + CLOSE.length;
  throw placeOf(end, end >= template.length ? 'The }} is missing' : 'Only }} may follow the expression');
}

function skipBlank(text: string, at: number): number {
  const blank = /(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n|$))*/y;
  blank.lastIndex = at;
  blank.test(text);
  return blank.lastIndex;
}
