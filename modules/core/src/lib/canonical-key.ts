import { isList, isObject, type Json } from '@sluice/kit';

/** A text that two JSON values share exactly when they are equal; the order of object keys does not count. */
export function canonicalKey(value: Json | undefined): string {
  if (isList(value)) return `[${value.map(canonicalKey)}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalKey(value[key])}`)}}`;
}
