import type { Json } from '@sluice/protocol';

/** Whether a parameter's value is a template: a text that starts with `=`. */
export function isTemplate(value: unknown): value is `=${string}` {
  return typeof value === 'string' && value.startsWith('=');
}

/** A fixed value as a template that gives the same: texts stay as they are, anything else becomes an expression. */
export function toTemplate(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return '=';
  return typeof value === 'string' ? `=${value}` : `={{ ${JSON.stringify(value)} }}`;
}

/** The fixed value that a template stands for, when it has one: a text without expressions, or one literal. */
export function fromTemplate(template: string): { readonly value: Json } | undefined {
  const text = template.slice(1);
  if (!text.includes('{{')) return { value: text };
  const inner = /^\s*\{\{(.*)\}\}\s*$/s.exec(text)?.[1];
  if (inner === undefined) return undefined;
  try {
    return { value: JSON.parse(inner) };
  } catch {
    return undefined;
  }
}
