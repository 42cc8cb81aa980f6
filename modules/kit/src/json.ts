import type { Json, JsonObject } from '@sluice/protocol';

/** Whether a value is a JSON object: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON list. (`Array.isArray` does not narrow read-only lists.) */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** Sets a key so that `__proto__` is a key like any other. */
export function setKey(target: { [key: string]: Json }, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
