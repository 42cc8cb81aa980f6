import type { Json, ParamSpec } from '@sluice/protocol';

/**
 * Whether a field is shown: its `when` holds for the fields beside it (a field that is not set has its default). A template there may come to
 * be anything, so then it is shown.
 */
export function isShown(
  spec: ParamSpec,
  siblings: { readonly [name: string]: Json },
  specs: { readonly [name: string]: ParamSpec },
): boolean {
  if (spec.when === undefined) return true;
  const { param, is } = spec.when;
  const value = siblings[param] ?? specs[param]?.default;
  if (typeof value === 'string' && value.startsWith('=')) return true;
  return is.some((each) => JSON.stringify(each) === JSON.stringify(value));
}
