import { readBlob } from '@sluice/protocol';
import { route } from './route.ts';

export const readBlobRoute = route(readBlob, async ({ params: { sha256 }, query: { offset, length }, services: { blobs } }) => {
  if (offset === 0 && length === undefined) return { bytes: await blobs.read(sha256) };
  const range = { start: offset, ...(length === undefined ? {} : { end: offset + length }) };
  return { bytes: Buffer.concat(await Array.fromAsync(await blobs.readStream(sha256, range))) };
});
