/**
 * How often a property is tried, and from which seed: so often as is usual for it, or as `npm run properties` says for all of them by
 * `SLUICE_PROPERTY_CASES` and `SLUICE_PROPERTY_SEED`. fast-check prints seed and path of what it finds.
 */
export function propertyOptions(usualCases = 100): { readonly numRuns: number; readonly seed?: number } {
  const { SLUICE_PROPERTY_CASES: cases, SLUICE_PROPERTY_SEED: seed } = process.env;
  return { numRuns: cases === undefined ? usualCases : Number(cases), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}
