import { BLOB_THRESHOLD_BYTES, type ItemList, type OutputItem } from '@sluice/protocol';
import { sha256Hex } from '../sha256.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';

/** Items as the journal holds them: in place, or as a blob, durable already, when they are larger than 16 KiB. */
export async function keepItems(items: readonly OutputItem[], blobs: Pick<BlobStore, 'writeMany'>): Promise<ItemList> {
  const text = JSON.stringify(items);
  // A UTF-16 unit is at most three bytes: short texts need no counting.
  if (text.length * 3 <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= BLOB_THRESHOLD_BYTES) return { items: [...items] };
  const sha256 = sha256Hex(bytes);
  await blobs.writeMany([{ sha256, bytes }]);
  return { blob: { sha256, size: bytes.length, mediaType: 'application/json' }, count: items.length };
}
