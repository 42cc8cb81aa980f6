import type { Json, OutputItem } from '@sluice/protocol';

/** The items of a run that a person or the CLI starts: one for each value given, one empty object when none is. */
export function manualItems(values: readonly Json[] | undefined): readonly OutputItem[] {
  return values === undefined ? [{ json: {} }] : values.map((json) => ({ json }));
}
