/**
 * The names that a template may use. `$json` is the current item's `json`, `$item` the item, `$items` the items of all inputs,
 * `$node('id')` what an earlier node gave out as `{ items, json, first(), all() }` (`json` is the first item's), `$trigger` the item
 * that started the execution, `$vars` the workflow's variables, `$execution` its ids, `$now` the time as a `Date`, `$loop` is
 * `{ index }` of the innermost iteration or undefined.
 */
export const templateNames = ['$json', '$item', '$items', '$node', '$trigger', '$vars', '$execution', '$now', '$loop'] as const;

/** What code may use besides: `await effect(verb, uri, args, { repeatable })`, and `console` for the step's log. */
export const codeNames = [...templateNames, 'effect', 'console'] as const;

/** Those of `names` that a piece of source mentions: all that it uses, and perhaps one that only stands in a text of it. */
export function namesIn<Name extends string>(source: string, names: readonly Name[]): readonly Name[] {
  return names.filter((name) => source.includes(name));
}
