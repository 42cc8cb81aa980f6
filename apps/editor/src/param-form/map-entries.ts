import type { Json } from '@sluice/protocol';

type JsonMap = { readonly [key: string]: Json };

/** The map with a key renamed, in its place. Undefined when the new key is taken. */
export function renameKey(map: JsonMap, from: string, to: string): JsonMap | undefined {
  if (from === to) return map;
  if (Object.hasOwn(map, to)) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]));
}

export function withEntry(map: JsonMap, key: string, value: Json): JsonMap {
  return Object.fromEntries([...Object.entries(map).filter(([each]) => each !== key || Object.hasOwn(map, key)), [key, value]]);
}

export function withoutKey(map: JsonMap, key: string): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([each]) => each !== key));
}

/** A key that is not there yet: `field`, `field2`, … */
export function freshKey(map: JsonMap, base: string): string {
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? base : `${base}${count}`;
    if (!Object.hasOwn(map, key)) return key;
  }
}
