import type { Json } from '@sluice/protocol';
import type { GatedEffect } from './gated-effect.ts';

/**
 * The names of the secrets that an effect would use. For `http` these are `auth.secret` and the values of `secretHeaders`, the only
 * places from which the handle injects any; for `secret` the name in the URI.
 */
export function secretReferences(effect: GatedEffect): readonly string[] {
  if (effect.scheme === 'secret') return [secretNameOf(effect.uri)];
  if (effect.scheme !== 'http') return [];
  const names = [member(member(effect.args, 'auth'), 'secret'), ...Object.values(asObject(member(effect.args, 'secretHeaders')))];
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

/** `secret:NAME` → `NAME`. */
export function secretNameOf(uri: string): string {
  return uri.slice(uri.indexOf(':') + 1);
}

function member(value: Json | undefined, key: string): Json | undefined {
  const object = asObject(value);
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function asObject(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json }) : {}; // Array.isArray does not narrow readonly arrays
}
