import type { LayOutTask } from './lay-out-worker.ts';
import type { Position } from './positions-of.ts';

/** Lays out a graph in a worker, which ends with the signal: then there are no places. */
export function layOutBeside(task: LayOutTask, signal: AbortSignal): Promise<ReadonlyMap<string, Position>> {
  const worker = new Worker(new URL('./lay-out-worker.ts', import.meta.url), { type: 'module', name: 'sluice-layout' });
  return new Promise<ReadonlyMap<string, Position>>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(new Map()));
    worker.onmessage = ({ data }: MessageEvent<ReadonlyMap<string, Position>>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
