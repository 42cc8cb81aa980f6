import type { Storage } from './ports/storage.ts';

const BATCH = 500;

/**
 * Deletes the blobs that no execution names: those of crashes between a blob's write and its commit, and those that executions wrote and
 * never kept. Spares what was written since `unusedSinceMs`, for its commit may be under way; an hour ago is a good choice.
 */
export async function sweepBlobs(
  { blobs, executions }: Pick<Storage, 'blobs' | 'executions'>,
  { unusedSinceMs, signal }: { readonly unusedSinceMs: number; readonly signal?: AbortSignal },
): Promise<{ readonly deleted: number }> {
  let deleted = 0;
  const sweep = async (batch: readonly string[]) => {
    for (const sha256 of await executions.unreferencedBlobs(batch)) if (await blobs.delete(sha256, unusedSinceMs)) deleted++;
  };
  let batch: string[] = [];
  for await (const sha256 of blobs.list()) {
    if (signal?.aborted) return { deleted };
    batch.push(sha256);
    if (batch.length < BATCH) continue;
    await sweep(batch);
    batch = [];
  }
  await sweep(batch);
  return { deleted };
}
