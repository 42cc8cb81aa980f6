import type { JournalEvent, Json } from '@sluice/protocol';
import { segmentLines } from '../journal/segment-codec.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';

/** The `json` of the items that an execution completed with, from its last segment; nothing when that holds no completion. */
export async function readOutput(segment: Uint8Array, blobs: Pick<BlobStore, 'read'>): Promise<Json[]> {
  const line = segmentLines(segment).at(-1);
  // The end is the last event there is, and the journal holds events of this type.
  const event = line === undefined ? undefined : (JSON.parse(line) as JournalEvent);
  if (event?.type !== 'execution-completed') return [];
  if ('items' in event.output) return event.output.items.map(({ json }) => json);
  const bytes = await blobs.read(event.output.blob.sha256);
  return (JSON.parse(new TextDecoder().decode(bytes)) as { json: Json }[]).map(({ json }) => json);
}
