import type { Json } from '@sluice/protocol';
import type { Page, PageRequest } from './page.ts';

/** Small values that workflows keep between runs, one namespace per workflow. An expired value is as good as deleted. Times in ms since the epoch. */
export interface KvStore {
  get(namespace: string, key: string, nowMs: number): Promise<Json | undefined>;
  set(entry: {
    readonly namespace: string;
    readonly key: string;
    readonly value: Json;
    readonly nowMs: number;
    readonly ttlMs?: number;
  }): Promise<void>;
  /** Whether there was one. */
  delete(namespace: string, key: string, nowMs: number): Promise<boolean>;
  /** Entries whose key begins with `prefix`, by key. */
  list(
    query: PageRequest & { readonly namespace: string; readonly prefix: string; readonly nowMs: number },
  ): Promise<Page<{ readonly key: string; readonly value: Json }>>;
  /**
   * Adds `by` to a number (0 when absent; a ttl that it has stays) and resolves to the sum. The same `effectKey` again resolves to the same sum
   * without adding. A value that is no number, or a sum that is not finite, rejects with `kv_conflict`.
   */
  increment(request: {
    readonly namespace: string;
    readonly key: string;
    readonly by: number;
    readonly effectKey: string;
    readonly nowMs: number;
  }): Promise<number>;
  /** Deletes expired values, and effect keys applied before `appliedBeforeMs`. */
  purge(request: { readonly nowMs: number; readonly appliedBeforeMs: number }): Promise<void>;
}
