import { fail } from '@sluice/kit';

/** The value of a parameter that this use of the node needs; fails with `param_missing` when it is not filled in. */
export function given<T>(value: T | undefined, param: string, title: string): T {
  return value === undefined || value === '' ? fail('param_missing', `Fill in “${title}”.`, { param }) : value;
}
