import { Worker } from 'node:worker_threads';

/** How often the probe wakes. */
const SLEEP_MS = 10;

const CODE = `
  const { workerData } = require('node:worker_threads');
  const late = new Float64Array(workerData);
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const start = performance.now();
    Atomics.wait(never, 0, 0, ${SLEEP_MS});
    late[0] += Math.max(0, performance.now() - start - ${SLEEP_MS});
  }`;

export interface LatenessProbe {
  /** How long, in ms, a thread of this process has been kept waiting for a processor since the probe was started. */
  readonly lateMs: number;
  stop(): Promise<number>;
}

/** Tells how busy the machine is with other work, so that a test of time limits can leave that out. */
export function startLatenessProbe(): LatenessProbe {
  const shared = new SharedArrayBuffer(8);
  const late = new Float64Array(shared);
  const worker = new Worker(CODE, { eval: true, workerData: shared });
  worker.unref();
  return {
    get lateMs() {
      return late[0] ?? 0;
    },
    stop: () => worker.terminate(),
  };
}
