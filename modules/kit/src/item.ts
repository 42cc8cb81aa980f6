import type { BlobRef, Json, RunError } from '@sluice/protocol';

/** An item as node code gets it. `error` is set when an earlier node failed for it and its `onError` let it go on. */
export interface Item {
  readonly json: Json;
  readonly blobs?: { readonly [name: string]: BlobRef };
  readonly error?: RunError;
}

/** An item that node code made. `from` are the input items that it was made from; the runtime turns them into its origin. */
export interface NewItem {
  readonly json: Json;
  readonly blobs?: { readonly [name: string]: BlobRef };
  readonly from?: Item | readonly Item[];
}

/**
 * Makes an item to give out. Without `from` it stems from the current item (mode `each`) or from all input items (mode `all`).
 * To pass an item on unchanged, give out the input item itself.
 */
export function item(json: Json, options?: Omit<NewItem, 'json'>): NewItem {
  return options === undefined ? { json } : { json, ...options };
}
