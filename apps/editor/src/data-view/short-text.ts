import type { Json } from '@sluice/protocol';

/** A value on one line: strings as they are, the rest as JSON, cut at `limit` characters. Costs what is shown, not what there is. */
export function shortText(value: Json | undefined, limit = 120): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value.slice(0, limit + 1).replaceAll(/\s+/g, ' ') : write(value, limit + 1);
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

function write(value: Json, limit: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, limit));
  if (typeof value !== 'object' || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? '[' : '{';
  for (const key in value) {
    if (text.length > limit) return text;
    if (text.length > 1) text += ', ';
    if (!isList) text += `${key}: `;
    // Own keys alone: JSON has no others.
    text += write((value as Readonly<Record<string, Json>>)[key] ?? null, limit - text.length);
  }
  return `${text}${isList ? ']' : '}'}`;
}
