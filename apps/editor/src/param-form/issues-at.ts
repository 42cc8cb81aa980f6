import type { Issue } from '@sluice/protocol';
import { type ParamPath, pathText } from './control-props.ts';

/** The issues of a field: those of its path, and with `isLeaf` also those of what is within its value, which has no fields of its own. */
export function issuesAt(issues: readonly Issue[], path: ParamPath, isLeaf: boolean): readonly Issue[] {
  const own = pathText(path);
  return issues.filter(({ param }) => param === own || (isLeaf && param?.startsWith(`${own}.`) === true));
}

/** Whether something is wrong at a field or anywhere within it. */
export function hasIssueWithin(issues: readonly Issue[], path: ParamPath): boolean {
  return issuesAt(issues, path, true).length > 0;
}
