import type { Json } from '@sluice/protocol';

const NODE_CALL = /(\$node\(\s*['"`])([A-Za-z_][A-Za-z0-9_-]*)(['"`]\s*\))/g;

/** A parameter's value with `$node('a')` in templates and code as `$node('a2')`, where `a` is called `a2` as a copy. */
export function pointToCopies(value: Json, copies: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') {
    return value.replace(NODE_CALL, (call, open: string, id: string, close: string) => {
      const copy = copies.get(id);
      return copy === undefined ? call : `${open}${copy}${close}`;
    });
  }
  if (Array.isArray(value)) return value.map((each: Json) => pointToCopies(each, copies));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pointToCopies(each, copies)]));
}
