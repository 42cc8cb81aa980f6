import { isList, isObject, type Json } from '@sluice/kit';
import { canonicalKey } from './canonical-key.ts';
import { readPath } from './path.ts';

/**
 * The values at the key fields as one text, equal for items that belong together; undefined when one of them is missing or null.
 * `loose` takes numbers and the texts that write them out as equal.
 */
export function joinKeys(json: Json, fields: readonly string[], loose: boolean): string | undefined {
  const values: string[] = [];
  for (const field of fields) {
    const value = readPath(json, field);
    if (value === undefined || value === null) return undefined;
    values.push(loose && !isList(value) && !isObject(value) ? JSON.stringify(String(value)) : canonicalKey(value));
  }
  return values.join();
}
