import { isObject, type Json, type JsonObject, setKey } from '@sluice/kit';

/** An item's json as an object to add fields to: what is not an object goes under `value`. */
export function asObject(json: Json): JsonObject {
  return isObject(json) ? json : { value: json };
}

/** Both objects' fields in one new object; `b` wins. */
export function mergeObjects(a: JsonObject, b: JsonObject): JsonObject {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) setKey(merged, key, value);
  return merged;
}
