import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface IdleMemoryOptions {
  /** How often it is looked whether the process is idle, ms. */
  readonly everyMs?: number;
  /** CPU time of all threads, microseconds. */
  readonly cpuTimeUs?: () => number;
  readonly collect?: () => void;
}

const EVERY_MS = 5000;
/** Of one core: below it an interval is quiet, above it there was work, and so garbage. */
const QUIET_SHARE = 0.03;
const BUSY_SHARE = 0.1;
/** So many quiet intervals in a row are idleness. */
const QUIET_INTERVALS = 2;

/**
 * Gives memory back to the system when the process has come to rest after work: V8 lets the young generation grow to many times of what
 * lives, which makes load cheap, and keeps it for good. Under load nothing changes. One collection of some 50 ms, ten seconds after the
 * last work. Returns how to stop it; it does not keep the process alive.
 */
export function releaseIdleMemory({
  everyMs = EVERY_MS,
  cpuTimeUs = ownCpuTimeUs,
  collect = collectAll,
}: IdleMemoryOptions = {}): () => void {
  let before = cpuTimeUs();
  let quiet = 0;
  let hasWorked = true; // the start was work
  const timer = setInterval(() => {
    const now = cpuTimeUs();
    const share = (now - before) / 1000 / everyMs;
    before = now;
    quiet = share < QUIET_SHARE ? quiet + 1 : 0;
    hasWorked ||= share > BUSY_SHARE;
    if (!hasWorked || quiet < QUIET_INTERVALS) return;
    hasWorked = false;
    collect();
    before = cpuTimeUs();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function ownCpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

type Collector = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;
let collector: Collector | undefined;

/** V8's own collection for when memory is short: the only one that also makes the young generation small again. */
function collectAll(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as Collector; // what V8 puts there under that flag
  }
  collector({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
