import { z } from 'zod';

/**
 * What may happen to an effect after a crash between doing and recording: `read` and `idempotent` are done again, `once` is in
 * doubt and parks the execution until somebody decides.
 */
export const effectClass = z.enum(['read', 'idempotent', 'once']);
export type EffectClass = z.infer<typeof effectClass>;

/** Every URI scheme and verb there is. A verb that is not named here is refused before the gate is asked. */
export const effectVerbs = {
  http: { get: 'read', head: 'read', options: 'read', put: 'idempotent', delete: 'idempotent', post: 'once', patch: 'once' },
  secret: { exists: 'read', hmac: 'read' },
  kv: { get: 'read', list: 'read', set: 'idempotent', delete: 'idempotent', increment: 'once' },
  blob: { read: 'read', stat: 'read', write: 'idempotent' },
  log: { write: 'idempotent' },
  time: { now: 'read', sleep: 'idempotent' },
  random: { bytes: 'read', uuid: 'read' },
  workflow: { run: 'idempotent', await: 'idempotent' },
} as const satisfies Record<string, Record<string, EffectClass>>;

/** `https://…` is served by the `http` handle. */
export function schemeOf(uri: string): string {
  const scheme = uri.slice(0, Math.max(0, uri.indexOf(':'))).toLowerCase();
  return scheme === 'https' ? 'http' : scheme;
}

/** The class of a verb on a URI, or undefined when no handle knows it. */
export function classOf(verb: string, uri: string): EffectClass | undefined {
  const verbs = (effectVerbs as Record<string, Record<string, EffectClass>>)[schemeOf(uri)];
  return verbs !== undefined && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
}
