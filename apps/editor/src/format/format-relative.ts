const units = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A moment as seen from `nowMs`, in the language's own words: `now`, `5 minutes ago`, `in 2 hours`. Within 45 s it is `now`. */
export function formatRelative(at: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const differenceMs = at - nowMs;
  if (Math.abs(differenceMs) < 45_000) return format.format(0, 'second');
  const [unit, size] = units.find(([, unitMs]) => Math.abs(differenceMs) >= unitMs * 0.95) ?? (['minute', 60_000] as const);
  return format.format(Math.round(differenceMs / size), unit);
}
