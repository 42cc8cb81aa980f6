import type { Json } from '@sluice/protocol';

/** A value as a parameter that gives exactly that: a text that begins with `=` would be a template. */
export function literal(value: Json): Json {
  if (typeof value === 'string') {
    if (!value.startsWith('=')) return value;
    return value.includes('{{') ? `={{ ${JSON.stringify(value)} }}` : `=${value}`;
  }
  if (Array.isArray(value)) return value.map((each: Json) => literal(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)]));
}
