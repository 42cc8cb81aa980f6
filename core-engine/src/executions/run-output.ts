import type { Json } from '@sluice/protocol';
import type { JobResult } from '../sandbox/job.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import { readOutput } from './read-output.ts';
import { loadStoredValue } from './stored-value.ts';

/** The `json` of the items that a turn completed the execution with; nothing when it did not. Its blobs may not be durable yet. */
export async function runOutput(result: JobResult, blobs: Pick<BlobStore, 'read'>): Promise<Json[]> {
  if (result.status !== 'completed') return [];
  const fresh = new Map(result.newBlobs.map(({ sha256, text }) => [sha256, text]));
  const read = async (sha256: string) => {
    const text = fresh.get(sha256);
    return text === undefined ? blobs.read(sha256) : new TextEncoder().encode(text);
  };
  const { output, segment } = result;
  // The sandbox gives the output as a list, unless it had no blob of it at hand.
  if (output !== undefined) return (await loadStoredValue(output, { read })) as Json[];
  return segment === undefined ? [] : readOutput(segment, { read });
}
