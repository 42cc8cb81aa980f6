import type { Json } from '@sluice/protocol';

/** A value on one line for a table cell: strings as they are, the rest as JSON, cut at `limit` characters. */
export function previewJson(value: Json | undefined, limit = 200): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value.replaceAll(/\s+/g, ' ') : JSON.stringify(value);
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
