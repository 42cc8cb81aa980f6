import type { Issue, Json, ParamSpec } from '@sluice/protocol';
import { isShown } from './is-shown.ts';
import { issuesAt } from './issues-at.ts';

/**
 * The field that filling in a form begins with: the first where something is missing or wrong, else the first of all. What is missing is also
 * seen before the kernel has said so.
 */
export function firstParam(
  specs: { readonly [name: string]: ParamSpec },
  values: { readonly [name: string]: Json },
  issues: readonly Issue[],
): { readonly param: string; readonly isMissing: boolean } | undefined {
  const fields = Object.entries(specs).flatMap(([name, spec]) => {
    const [issue] = issuesAt(issues, [name], true);
    if (issue === undefined && !isShown(spec, values, specs)) return [];
    const value = values[name] ?? spec.default;
    const isEmpty = spec.required === true && (value === undefined || value === '');
    return [{ param: issue?.param ?? name, isMissing: issue !== undefined || isEmpty }];
  });
  return fields.find(({ isMissing }) => isMissing) ?? fields[0];
}
