import { fail, type Json } from '@sluice/kit';
import { asNumber } from './as-number.ts';
import { canonicalKey } from './canonical-key.ts';
import { compareValues } from './compare-values.ts';
import { kindName } from './kind-name.ts';

type Operation = (values: readonly Json[], field: string) => Json;

/** What can be worked out from the values of a group; missing and null ones are left out before. Of no values, there is no average (null). */
export const operations = {
  count: (values) => values.length,
  sum: (values, field) => sum(numbers(values, field)),
  avg: (values, field) => (values.length === 0 ? null : sum(numbers(values, field)) / values.length),
  min: (values) => extreme(values, -1),
  max: (values) => extreme(values, 1),
  median: (values, field) => median(numbers(values, field)),
  first: (values) => values[0] ?? null,
  last: (values) => values.at(-1) ?? null,
  distinct: (values) => new Set(values.map(canonicalKey)).size,
  list: (values) => values,
} as const satisfies { [name: string]: Operation };

export function isOperation(name: string): name is keyof typeof operations {
  return Object.hasOwn(operations, name);
}

function numbers(values: readonly Json[], field: string): number[] {
  return values.map((value) => {
    const number = asNumber(value);
    if (number !== undefined) return number;
    return fail(
      'item_invalid',
      `${field === '' ? 'The items must be numbers; name a field, or look at them' : `The field ${field} must hold numbers`}; one is ${kindName(value)}: ${JSON.stringify(value).slice(0, 60)}.`,
    );
  });
}

/** Neumaier's compensated sum: ten times 0.1 is 1. */
function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Texts that write out numbers count as numbers when all values do. */
function extreme(values: readonly Json[], sign: 1 | -1): Json {
  const asNumbers = values.map(asNumber);
  const comparable: readonly Json[] = asNumbers.includes(undefined) ? values : (asNumbers as number[]); // just checked
  return comparable.reduce<Json>(
    (best, value, index) => (index === 0 || sign * compareValues(value, best) > 0 ? value : best),
    null,
  );
}

function median(values: number[]): number | null {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
