import type { Json } from '@sluice/kit';
import { canonicalKey } from './canonical-key.ts';

/**
 * The order of JSON values: false before true, numbers by value, texts by code unit (no locale), then lists and objects by their
 * canonical text; of different kinds in that order. `NaN` has no place in JSON and none here.
 */
export function compareValues(a: Json, b: Json): number {
  const rankA = rank(a);
  const rankB = rank(b);
  if (rankA !== rankB) return rankA - rankB;
  if (rankA < 3) return order(a as string, b as string); // same rank: both boolean, both number or both text
  return order(canonicalKey(a), canonicalKey(b));
}

function rank(value: Json): number {
  return typeof value === 'boolean' ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 3;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
