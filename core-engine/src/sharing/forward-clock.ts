/**
 * A clock for what ends at a time of day: ms since the epoch, never earlier than it was. Where the machine's clock is set back, time goes on
 * by the monotonic clock, so that nothing lives longer for it; where it is set forward, this one follows.
 */
export function createForwardClock(clock: () => number, monotonicMs: () => number = () => performance.now()): () => number {
  let latestMs = clock();
  let readAtMs = monotonicMs();
  return () => {
    const nowMs = monotonicMs();
    latestMs = Math.max(clock(), latestMs + (nowMs - readAtMs));
    readAtMs = nowMs;
    return Math.floor(latestMs);
  };
}
