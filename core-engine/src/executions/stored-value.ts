import { BLOB_THRESHOLD_BYTES, type Json, type StoredValue } from '@sluice/protocol';
import { sha256Hex } from '../sha256.ts';
import type { BlobStore, NewBlob } from '../storage/ports/blob-store.ts';

/** The value itself, read from its blob where it is kept in one; undefined stays undefined. */
export async function loadStoredValue(
  stored: StoredValue | undefined,
  blobs: Pick<BlobStore, 'read'>,
): Promise<Json | undefined> {
  if (stored === undefined) return undefined;
  if ('value' in stored) return stored.value;
  return JSON.parse(new TextDecoder().decode(await blobs.read(stored.blob.sha256)));
}

/** Keeps a value in place, or as a blob of its JSON text when that is larger than 16 KiB. */
export function storeValue(value: Json): { stored: StoredValue; blob: NewBlob | undefined } {
  const text = JSON.stringify(value);
  // A UTF-16 unit is at most three bytes: short texts need no counting.
  if (text.length * 3 <= BLOB_THRESHOLD_BYTES) return { stored: { value }, blob: undefined };
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= BLOB_THRESHOLD_BYTES) return { stored: { value }, blob: undefined };
  const sha256 = sha256Hex(bytes);
  return { stored: { blob: { sha256, size: bytes.length, mediaType: 'application/json' } }, blob: { sha256, bytes } };
}
