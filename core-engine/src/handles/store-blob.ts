import { createHash } from 'node:crypto';
import type { BlobRef, Json } from '@sluice/protocol';
import type { Blobs } from './ports.ts';

/** Writes bytes durably and resolves to their reference. Rejects with `disk_full`. */
export async function storeBlob(
  blobs: Pick<Blobs, 'writeMany'>,
  bytes: Uint8Array,
  about: { readonly mediaType?: string | undefined; readonly name?: string | undefined },
): Promise<BlobRef> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await blobs.writeMany([{ sha256, bytes }]);
  return {
    sha256,
    size: bytes.byteLength,
    ...(about.mediaType === undefined ? {} : { mediaType: about.mediaType }),
    ...(about.name === undefined ? {} : { name: about.name }),
  };
}

/** A reference as a JSON value. */
export function blobJson(ref: BlobRef): Json {
  const { sha256, size, mediaType, name } = ref;
  return { sha256, size, ...(mediaType === undefined ? {} : { mediaType }), ...(name === undefined ? {} : { name }) };
}
