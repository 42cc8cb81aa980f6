import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BlobStore } from '../ports/blob-store.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

/** Everything that is damaged, as sentences for people: the database's pages and references, and the blobs that executions name. */
export async function checkStorage(database: SqliteDatabase, blobs: BlobStore): Promise<string[]> {
  return [...(await checkDatabase(database.file)), ...(await checkBlobs(database, blobs))];
}

/** In a thread of its own with a connection of its own: reading a large file takes seconds. */
async function checkDatabase(file: string): Promise<string[]> {
  const worker = new Worker(new URL('./quick-check-worker.ts', import.meta.url), { workerData: file });
  const [problems] = await once(worker, 'message');
  return problems as string[]; // the worker's one message
}

async function checkBlobs(database: SqliteDatabase, blobs: BlobStore): Promise<string[]> {
  const problems: string[] = [];
  const next = database.prepare<{ sha256: Buffer }>('SELECT sha256 FROM blob_refs WHERE sha256 > ? ORDER BY sha256 LIMIT 1');
  for (let row = next.get(Buffer.alloc(0)); row !== undefined; row = next.get(row.sha256)) {
    const problem = await checkBlob(row.sha256.toString('hex'), blobs);
    if (problem !== undefined) problems.push(problem);
    await nextTurn();
  }
  return problems;
}

async function checkBlob(sha256: string, blobs: BlobStore): Promise<string | undefined> {
  if ((await blobs.stat(sha256)) === undefined) return `Blob ${sha256} is missing, though executions name it.`;
  const hash = createHash('sha256');
  for await (const chunk of await blobs.readStream(sha256)) hash.update(chunk);
  return hash.digest('hex') === sha256 ? undefined : `Blob ${sha256} has other bytes than were written.`;
}
