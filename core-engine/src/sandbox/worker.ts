/**
 * The entry of a sandbox worker. Does nothing but load the rest with the compile cache on, which makes starting three times as fast: a
 * worker that was killed must be replaced quickly.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

enableCompileCache();
const { serveJobs } = await import('./serve-jobs.ts');
if (parentPort === null) throw new Error('This file is the entry of a worker thread');
serveJobs(parentPort, workerData);
// Each thread has a heap of its own. Loaded last: it is not needed to begin.
(await import('@sluice/protocol/node')).releaseIdleMemory();
flushCompileCache();
