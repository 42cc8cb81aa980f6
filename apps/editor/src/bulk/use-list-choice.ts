import { useEffect, useMemo } from 'react';
import type { GatherOptions } from './gather-pages.ts';
import type { Bulk } from './use-bulk.ts';
import { type Gathered, useGathered } from './use-gathered.ts';
import { type Selection, useSelection } from './use-selection.ts';

export interface ListChoice<T> {
  readonly selection: Selection;
  /** What is ticked, of what is listed and of what was gathered beyond it. */
  readonly ticked: readonly T[];
  /** What can be ticked: all of that. */
  readonly known: readonly T[];
  readonly gathered: Gathered<T>;
}

interface ListChoiceOptions<T> {
  /** What has come of the list so far. */
  readonly items: readonly T[];
  readonly bulk: Pick<Bulk<T>, 'state' | 'done'>;
  /** For those who mean all of the list: gives what fetches it anew, as its filter is understood at this moment. */
  readonly begin: () => GatherOptions<T>['fetchPage'];
}

/** What is ticked in a long list: single rows, or all that fit its filter, however many these are. */
export function useListChoice<T extends { readonly id: string }>({ items, bulk, begin }: ListChoiceOptions<T>): ListChoice<T> {
  const gathered = useGathered(begin);
  const known = useMemo(() => {
    if (gathered.items === undefined) return items;
    const here = new Set(items.map(({ id }) => id));
    return [...items, ...gathered.items.filter(({ id }) => !here.has(id))];
  }, [items, gathered.items]);
  const ids = useMemo(() => known.map(({ id }) => id), [known]);
  const selection = useSelection(ids);
  const ticked = useMemo(() => known.filter(({ id }) => selection.ids.has(id)), [known, selection.ids]);

  // What was gathered is ticked as it has come, all of it; after an action it tells no longer what is there.
  const { clear } = gathered;
  const { all } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed later is not ticked by itself
  useEffect(() => {
    if (gathered.items !== undefined) all();
  }, [gathered.items]);
  const isBusy = bulk.state !== undefined && bulk.state.result === undefined;
  useEffect(() => (isBusy ? clear : undefined), [isBusy, clear]);
  // What was asked for is done; the same ticks shall not stand ready for something else.
  const { drop } = selection;
  useEffect(() => drop(bulk.done.map(({ id }) => id)), [bulk.done, drop]);
  return { selection, ticked, known, gathered };
}
