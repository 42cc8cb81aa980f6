import type { Json } from '@sluice/protocol';
import type { PlanNode } from '../graph/plan.ts';

/**
 * A JavaScript expression that makes the parameters of a node: its JSON, with `v(i)` where template `i` stands and `c(i)` where code
 * `i` stands. Everything that is text in the plan stays a string literal (I6).
 */
export function paramsSource({ params, templates }: Pick<PlanNode, 'params' | 'templates'>): string {
  const byPath = new Map<string, number[]>();
  for (const [index, { param }] of templates.entries()) byPath.set(param, [...(byPath.get(param) ?? []), index]);

  const literal = (value: Json, path: string): string => {
    // Paths are joined by dots, so that `a.b` may name two places; the compiler takes them in the order of the document, as is done here.
    const index = typeof value === 'string' ? byPath.get(path)?.shift() : undefined;
    if (index !== undefined) return `${templates[index]?.kind === 'code' ? 'c' : 'v'}(${index})`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map((element: Json, at) => literal(element, `${path}.${at}`)).join(', ')}]`;
    return members(value as { readonly [key: string]: Json }, (key) => `${path}.${key}`);
  };
  const members = (value: { readonly [key: string]: Json }, pathOf: (key: string) => string): string => {
    const pairs = Object.entries(value).map(([key, member]) => `[${JSON.stringify(key)}]: ${literal(member, pathOf(key))}`);
    return `{${pairs.join(', ')}}`; // computed keys: `__proto__` is own data too
  };
  return members(params, (key) => key);
}
