import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BulkResult, runBulk } from './run-bulk.ts';

/** How it is said of how many of how many a thing was done. */
export type SayOutcome = (counts: { readonly done: number; readonly total: number }) => string;

/** What a bar shows of a bulk action: how far it is, or what became of it. */
export interface BulkState<T> {
  /** While it runs. */
  readonly title: string;
  /** What came of it. */
  readonly sayOutcome: SayOutcome;
  readonly total: number;
  readonly settled: number;
  readonly isStopping: boolean;
  /** There when it has ended. */
  readonly result: BulkResult<T> | undefined;
}

interface BulkOptions extends Pick<BulkState<unknown>, 'title'>, Partial<Pick<BulkState<unknown>, 'sayOutcome'>> {
  /** It changes nothing. */
  readonly isReading?: true;
}

export interface Bulk<T> {
  readonly state: BulkState<T> | undefined;
  /** What the last one that came to its end has changed. */
  readonly done: readonly T[];
  /** Resolves when all is done or it was stopped. One at a time. */
  readonly start: (options: BulkOptions, items: readonly T[], act: (item: T) => Promise<unknown>) => Promise<BulkResult<T>>;
  readonly stop: () => void;
  /** Takes the outcome away. */
  readonly clear: () => void;
}

/** One bulk action of a page, with progress. Leaving the page stops it after what is under way. */
export function useBulk<T>(): Bulk<T> {
  const { t } = useTranslation();
  const [state, setState] = useState<BulkState<T>>();
  const [done, setDone] = useState<readonly T[]>([]);
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback<Bulk<T>['start']>(
    async ({ title, sayOutcome = (counts) => `${title}: ${t('bulk.outcome', counts)}`, isReading = false }, items, act) => {
      controller.current?.abort();
      const mine = new AbortController();
      controller.current = mine;
      const isMine = () => controller.current === mine;
      setState({ title, sayOutcome, total: items.length, settled: 0, isStopping: false, result: undefined });
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
    },
    [t],
  );
  const stop = useCallback(() => {
    controller.current?.abort();
    setState((current) => current && { ...current, isStopping: true });
  }, []);
  const clear = useCallback(() => setState(undefined), []);
  return { state, done, start, stop, clear };
}
