/** Effects that touch nothing outside the engine: every node may ask for them, whatever manifests and allow-lists say. */
const schemes: ReadonlySet<string> = new Set(['time', 'random', 'log']);

export function isHarmless(scheme: string): boolean {
  return schemes.has(scheme);
}
