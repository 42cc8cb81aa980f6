import { getStepItems, type ResponseOf } from '@sluice/protocol';
import { useEffect, useMemo, useState } from 'react';
import { api } from '../app/services.ts';
import type { DataItem, ItemSource } from '../data-view/item-source.ts';
import { PagedSource } from '../data-view/paged-source.ts';

export type ItemView = ResponseOf<typeof getStepItems>['items'][number];

export interface StepItemsOf {
  readonly executionId: string;
  readonly node: string;
  readonly scope: string;
  readonly side: 'in' | 'out';
  readonly port: string;
  /** How many there are at this moment; a new count is a new list. */
  readonly count: number;
}

/** What a page may take, in bytes. Going through everything, as a download does, takes items whole, however large. */
const LOOK_BYTES = 1024 * 1024;
const WHOLE_BYTES = 64 * 1024 * 1024;

export interface StepItems {
  readonly source: ItemSource;
  /** The node that gave the items out, once it is known. */
  readonly nodeId: string | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The items of one port of a step, fetched as they come into sight. */
export function useStepItems({ executionId, node, scope, side, port, count }: StepItemsOf): StepItems {
  const [attempt, setAttempt] = useState(0);
  const [error, setError] = useState<unknown>();
  const [origin, setOrigin] = useState<string>();
  const source = useMemo(() => {
    // Read so that another attempt is another source.
    void attempt;
    return new PagedSource({
      total: count,
      fetch: async (offset, limit, signal) => {
        const query = { node, scope, side, port, offset, limit, maxBytes: signal === undefined ? LOOK_BYTES : WHOLE_BYTES };
        const { items } = await api(getStepItems, { params: { id: executionId }, query }, signal === undefined ? {} : { signal });
        if (side === 'in') setOrigin((known) => known ?? items[0]?.origin[0]?.node);
        return items.map(dataItem);
      },
      onError: setError,
    });
  }, [executionId, node, scope, side, port, count, attempt]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what went wrong belongs to the source.
  useEffect(() => setError(undefined), [source]);
  return { source, nodeId: side === 'out' ? node : origin, error, retry: () => setAttempt(attempt + 1) };
}

function dataItem({ json, blobs, error, cut }: ItemView): DataItem {
  return { json, ...(blobs && { blobs }), ...(error && { error }), ...(cut !== undefined && { cut }) };
}
