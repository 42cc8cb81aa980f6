import { isTemporary } from '../api/api-error.ts';

/** One that did not succeed, and why. */
export interface BulkFailure<T> {
  readonly item: T;
  readonly error: unknown;
}

export interface BulkResult<T> {
  readonly done: readonly T[];
  readonly failed: readonly BulkFailure<T>[];
  /** Not begun, since it was stopped. */
  readonly left: readonly T[];
}

export interface BulkOptions<T> {
  readonly act: (item: T) => Promise<unknown>;
  /** No further item is begun once it is aborted; what is under way comes to its end, so that its outcome is known. */
  readonly signal: AbortSignal;
  readonly onProgress?: (settled: number) => void;
  /** How many at a time. */
  readonly width?: number;
  /** Waits before an item is tried again that failed only for the moment; gives up after the last. */
  readonly pausesMs?: readonly number[];
}

/** Does one thing to many items, a few at a time. One that fails holds up no other. */
export async function runBulk<T>(
  items: readonly T[],
  { act, signal, onProgress, width = 4, pausesMs = [500, 2000, 5000] }: BulkOptions<T>,
): Promise<BulkResult<T>> {
  const done: T[] = [];
  const failed: BulkFailure<T>[] = [];
  const waiting = items.values();
  let begun = 0;
  const work = async () => {
    while (!signal.aborted) {
      const { value: item, done: isOver } = waiting.next();
      if (isOver) return;
      begun++;
      try {
        await tryAgain(() => act(item), pausesMs, signal);
        done.push(item);
      } catch (error) {
        failed.push({ item, error });
      }
      onProgress?.(done.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return { done, failed, left: items.slice(begun) };
}

async function tryAgain(act: () => Promise<unknown>, pausesMs: readonly number[], signal: AbortSignal): Promise<void> {
  for (const pauseMs of pausesMs) {
    try {
      await act();
      return;
    } catch (error) {
      if (!isTemporary(error) || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  await act();
}
