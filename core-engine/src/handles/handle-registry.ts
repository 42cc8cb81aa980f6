import { effectVerbs } from '@sluice/protocol';
import type { Handle } from './handle.ts';

/** The handles by scheme. Each scheme of the protocol's effect table has exactly one; a missing or foreign one is a bug of the composition. */
export type HandleRegistry = ReadonlyMap<string, Handle>;

export function createHandleRegistry(handles: readonly Handle[]): HandleRegistry {
  const registry = new Map(handles.map((handle) => [handle.scheme, handle]));
  const expected = Object.keys(effectVerbs);
  if (registry.size !== handles.length || registry.size !== expected.length || expected.some((scheme) => !registry.has(scheme))) {
    throw new Error(`There must be one handle for each of: ${expected.join(', ')}`);
  }
  return registry;
}
