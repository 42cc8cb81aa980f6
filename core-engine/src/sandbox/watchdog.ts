import type { ProgressReader } from './progress.ts';

export interface Watched {
  readonly progress: ProgressReader;
  /** It has been running one step for a while: it may have to be replaced soon. */
  suspected(): void;
  /** The step that began at this `count` is beyond its limit and does not end by itself. */
  overran(count: number): void;
}

const TICK_MS = 20;
const SUSPICIOUS_MS = 60;

/**
 * The wall clock outside the guest (I5): native code that no interrupt reaches is still ended in time. Looks at the shared progress of
 * workers that are busy; the clock of a step starts when it is first seen, at most one tick late.
 */
export class Watchdog {
  readonly #graceMs: number;
  readonly #watched = new Map<Watched, { count: number; sinceMs: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor({ graceMs }: { readonly graceMs: number }) {
    this.#graceMs = graceMs;
  }

  watch(watched: Watched): void {
    if (!this.#watched.has(watched)) this.#watched.set(watched, { count: watched.progress.count, sinceMs: performance.now() });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
  }

  unwatch(watched: Watched): void {
    this.#watched.delete(watched);
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const nowMs = performance.now();
    for (const [watched, seen] of this.#watched) {
      const { count, timeoutMs } = watched.progress;
      const isSame = count === seen.count && count % 2 !== 0;
      if (!isSame) this.#watched.set(watched, { count, sinceMs: nowMs });
      else if (nowMs - seen.sinceMs > timeoutMs + this.#graceMs) watched.overran(count);
      else if (nowMs - seen.sinceMs > Math.min(SUSPICIOUS_MS, timeoutMs / 2)) watched.suspected();
    }
  }
}
