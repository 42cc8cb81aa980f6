/** The cases that every run of the suite tries: what turns red there is a change's doing, and turns red again. */
const USUAL_SEED = 20_251_120;

/**
 * How often a property is tried, and from which seed: so often as is usual for it, always with the same cases, or as
 * `npm run properties` says for all of them by `SLUICE_PROPERTY_CASES` and `SLUICE_PROPERTY_SEED`. fast-check prints seed and path of
 * what it finds.
 */
export function propertyOptions(usualCases = 100): { readonly numRuns: number; readonly seed: number } {
  const { SLUICE_PROPERTY_CASES: cases = usualCases, SLUICE_PROPERTY_SEED: seed = USUAL_SEED } = process.env;
  return { numRuns: Number(cases), seed: Number(seed) };
}
