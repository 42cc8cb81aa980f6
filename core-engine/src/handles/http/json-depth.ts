import type { Json } from '@sluice/protocol';

/** Whether a value is nested more than `max` levels deep. Goes level by level, so that no depth breaks it. */
export function isDeeperThan(value: Json, max: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; depth <= max; depth += 1) {
    const next: Json[] = [];
    for (const each of level) {
      if (typeof each === 'object' && each !== null)
        for (const member of Object.values(each)) if (typeof member === 'object') next.push(member);
    }
    if (next.length === 0 && !level.some((each) => typeof each === 'object' && each !== null)) return false;
    level = next;
  }
  return true;
}
