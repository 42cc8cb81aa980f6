import { parentPort, workerData } from 'node:worker_threads';
import type { ExecutionChange } from '../../core-engine/src/storage/ports/execution-store.ts';
import { SqliteDatabase } from '../../core-engine/src/storage/sqlite/sqlite-database.ts';
import { SqliteExecutionStore } from '../../core-engine/src/storage/sqlite/sqlite-execution-store.ts';

const store = new SqliteExecutionStore(new SqliteDatabase(String(workerData)));
parentPort?.on('message', async (changes: readonly ExecutionChange[]) => parentPort?.postMessage(await store.commit(changes)));
parentPort?.postMessage('ready');
