import type { Json } from '@sluice/kit';

/** The number that a value is or that its text writes out (`" 12.5 "` → 12.5); undefined when it is neither. */
export function asNumber(value: Json | undefined): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
