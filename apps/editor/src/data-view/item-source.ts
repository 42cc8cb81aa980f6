import type { BlobRef, Json } from '@sluice/protocol';

/** An item as it is looked at. */
export interface DataItem {
  readonly json: Json;
  readonly blobs?: Readonly<Record<string, Pick<BlobRef, 'sha256' | 'size' | 'mediaType' | 'name'>>> | undefined;
  readonly error?: { readonly message: string } | undefined;
  /** The JSON takes so many bytes; what is here is a preview. */
  readonly cut?: number | undefined;
}

/** Items by their index, of which only those that are looked at need be here. */
export interface ItemSource {
  readonly total: number;
  /** Undefined while it is not here. */
  at(index: number): DataItem | undefined;
  /** These are in sight: they are fetched when they are not here. `to` is exclusive. */
  want(from: number, to: number): void;
  /** Goes through all items in order, in batches, without keeping them. Ends early when `signal` is aborted. */
  scan(signal: AbortSignal): AsyncIterable<readonly DataItem[]>;
  /** Calls back when items have come. */
  subscribe(callback: () => void): () => void;
  /** Another value whenever items have come. */
  version(): number;
}

/** Items that are all here. */
export function listSource(items: readonly DataItem[]): ItemSource {
  return {
    total: items.length,
    at: (index) => items[index],
    want: () => {},
    async *scan() {
      yield items;
    },
    subscribe: () => () => {},
    version: () => 0,
  };
}
