import { useCallback, useEffect, useRef, useState } from 'react';
import { type GatherOptions, gatherPages } from './gather-pages.ts';

type State<T> = Partial<Pick<Gathered<T>, 'items' | 'found' | 'error'>>;

export interface Gathered<T> {
  /** All of the list, as it was when it was gathered; undefined before. */
  readonly items: readonly T[] | undefined;
  /** How many have come while it is being gathered. */
  readonly found: number | undefined;
  readonly error: unknown;
  /** Resolves to whether all of it came. */
  readonly start: () => Promise<boolean>;
  /** Ends it; what came so far is forgotten, since a part must not pass for the whole. */
  readonly clear: () => void;
}

/** All of a paged list for a bulk action, of which the page itself shows only the beginning. */
export function useGathered<T extends { readonly id: string }>(begin: () => GatherOptions<T>['fetchPage']): Gathered<T> {
  const [state, setState] = useState<State<T>>({});
  const controller = useRef<AbortController>(undefined);
  useEffect(() => () => controller.current?.abort(), []);

  const start = useCallback(async () => {
    controller.current?.abort();
    const mine = new AbortController();
    controller.current = mine;
    setState({ found: 0 });
    try {
      const items = await gatherPages({
        fetchPage: begin(),
        signal: mine.signal,
        onProgress: (found) => !mine.signal.aborted && setState({ found }),
      });
      setState({ items });
      return true;
    } catch (error) {
      if (!mine.signal.aborted) setState({ error });
      return false;
    }
  }, [begin]);
  const clear = useCallback(() => {
    controller.current?.abort();
    setState({});
  }, []);
  return { items: state.items, found: state.found, error: state.error, start, clear };
}
