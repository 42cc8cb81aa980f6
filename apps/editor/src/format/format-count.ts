/** A count that fits a pill: `999`, `1.2k`, `25k`, `3.4M`. */
export function formatCount(count: number): string {
  if (count < 1000) return String(count);
  if (count < 999_500) return `${short(count / 1000)}k`;
  return `${short(count / 1_000_000)}M`;
}

const short = (value: number): string => (value < 9.95 ? value.toFixed(1).replace('.0', '') : String(Math.round(value)));
