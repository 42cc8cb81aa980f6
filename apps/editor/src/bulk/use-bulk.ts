import { useCallback, useEffect, useRef, useState } from 'react';
import { type BulkResult, runBulk } from './run-bulk.ts';

/** What a bar shows of a bulk action: how far it is, or what became of it. */
export interface BulkState<T> {
  readonly title: string;
  readonly total: number;
  readonly settled: number;
  readonly isStopping: boolean;
  /** There when it has ended. */
  readonly result: BulkResult<T> | undefined;
}

export interface Bulk<T> {
  readonly state: BulkState<T> | undefined;
  /** What the last one that came to its end has changed. */
  readonly done: readonly T[];
  /** Resolves when all is done or it was stopped. One at a time. `isReading`: it changes nothing. */
  readonly start: (
    title: string,
    items: readonly T[],
    act: (item: T) => Promise<unknown>,
    isReading?: boolean,
  ) => Promise<BulkResult<T>>;
  readonly stop: () => void;
  /** Takes the outcome away. */
  readonly clear: () => void;
}

/** One bulk action of a page, with progress. Leaving the page stops it after what is under way. */
export function useBulk<T>(): Bulk<T> {
  const [state, setState] = useState<BulkState<T>>();
  const [done, setDone] = useState<readonly T[]>([]);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback<Bulk<T>['start']>(async (title, items, act, isReading = false) => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    const isMine = () => controller.current === mine;
    setState({ title, total: items.length, settled: 0, isStopping: false, result: undefined });
    const result = await runBulk(items, {
      act,
      signal: mine.signal,
      onProgress: (settled) => isMine() && setState((current) => current && { ...current, settled }),
    });
    if (!isReading) setDone(result.done);
    // What went well needs no word: the list shows it.
    if (isMine())
      setState((current) =>
        result.failed.length === 0 && result.left.length === 0 ? undefined : current && { ...current, result },
      );
    return result;
  }, []);
  const stop = useCallback(() => {
    controller.current?.abort();
    setState((current) => current && { ...current, isStopping: true });
  }, []);
  const clear = useCallback(() => setState(undefined), []);
  return { state, done, start, stop, clear };
}
