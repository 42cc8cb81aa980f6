import type { Json } from '@sluice/protocol';

/** Whether a text, in any case, stands in a value: in its strings, numbers, literals, and keys. `query` in lower case. */
export function contains(value: Json, query: string): boolean {
  if (typeof value === 'string') return value.toLowerCase().includes(query);
  if (typeof value !== 'object' || value === null) return String(value).includes(query);
  if (Array.isArray(value)) return value.some((each: Json) => contains(each, query));
  return Object.entries(value).some(([key, each]) => key.toLowerCase().includes(query) || contains(each, query));
}

/** A text in parts, those that are what is searched for apart. */
export function splitAtMatches(
  text: string,
  query: string,
): { readonly text: string; readonly isMatch: boolean; readonly at: number }[] {
  if (query === '') return [{ text, isMatch: false, at: 0 }];
  const lower = text.toLowerCase();
  // Where lower case has another length, places would not fit.
  if (lower.length !== text.length) return [{ text, isMatch: false, at: 0 }];
  const parts: { text: string; isMatch: boolean; at: number }[] = [];
  let at = 0;
  for (let found = lower.indexOf(query); found !== -1; found = lower.indexOf(query, at)) {
    if (found > at) parts.push({ text: text.slice(at, found), isMatch: false, at });
    parts.push({ text: text.slice(found, found + query.length), isMatch: true, at: found });
    at = found + query.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isMatch: false, at });
  return parts;
}
