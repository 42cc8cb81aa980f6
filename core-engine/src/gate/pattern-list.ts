import { type EffectPattern, matchesEffect, parseEffectPattern } from './effect-pattern.ts';

/** Parsed once per list: a plan's lists are the same objects in every execution of it. */
const parsed = new WeakMap<readonly string[], readonly EffectPattern[]>();

/** Whether any line of the list covers the effect. A line that is no pattern covers nothing. */
export function coversEffect(lines: readonly string[], effect: { readonly verb: string; readonly uri: string }): boolean {
  let patterns = parsed.get(lines);
  if (patterns === undefined) {
    patterns = lines.map(parseEffectPattern).filter((pattern) => pattern !== undefined);
    parsed.set(lines, patterns);
  }
  return patterns.some((pattern) => matchesEffect(pattern, effect));
}
