import { type BlobRef, readBlob } from '@sluice/protocol';
import { api } from '../app/services.ts';

export type BlobFile = Pick<BlobRef, 'sha256' | 'size' | 'mediaType' | 'name'>;

const PART = 4 * 1024 * 1024;

/** Some bytes of a file. */
export async function fetchBlobPart({ sha256 }: BlobFile, offset: number, length: number, signal?: AbortSignal): Promise<Blob> {
  const answer: unknown = await api(
    readBlob,
    { params: { sha256 }, query: { offset, length } },
    signal === undefined ? {} : { signal },
  );
  if (!(answer instanceof Blob)) throw new TypeError('The bytes of a file did not come as bytes');
  return answer;
}

/** A whole file, part after part. The parts are the browser's, which keeps large ones on disk: the page never holds the bytes. */
export async function fetchBlob(
  file: BlobFile,
  { signal, onProgress }: { readonly signal?: AbortSignal; readonly onProgress?: (bytes: number) => void } = {},
): Promise<Blob> {
  const parts: Blob[] = [];
  for (let offset = 0; offset < file.size; offset += PART) {
    signal?.throwIfAborted();
    parts.push(await fetchBlobPart(file, offset, Math.min(PART, file.size - offset), signal));
    onProgress?.(Math.min(file.size, offset + PART));
  }
  return new Blob(parts, { type: 'application/octet-stream' });
}
