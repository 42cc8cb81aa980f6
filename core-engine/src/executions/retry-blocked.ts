import { setTimeout as sleep } from 'node:timers/promises';
import { SluiceError } from '@sluice/protocol';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { PlanStore } from '../workflows/plan-store.ts';
import type { ExecutionRunner } from './execution-runner.ts';

const BUSY_PAUSE_MS = 1000;

/**
 * Lets those that were blocked go on, if they can: for the start of the engine, when what they lacked may be back. One after the other, so
 * that they hold up nobody; those that still cannot are parked again. Rejects with `shutting_down` when the engine stops meanwhile.
 */
export async function retryBlocked(from: {
  readonly store: Pick<ExecutionStore, 'listBlocked' | 'find'>;
  readonly plans: Pick<PlanStore, 'load'>;
  readonly runner: Pick<ExecutionRunner, 'adopt' | 'blocked'>;
}): Promise<void> {
  const { store, plans, runner } = from;
  const broken = new Set<string>();
  for (const { id, version } of await store.listBlocked()) {
    if (broken.has(version)) continue;
    try {
      await plans.load(version);
    } catch {
      broken.add(version); // as its row says already
      continue;
    }
    const isQueued = (await store.find(id))?.status === 'queued';
    await whenThereIsRoom(() => (isQueued ? runner.blocked.unblockQueued(id) : runner.adopt(id)));
  }
}

async function whenThereIsRoom(act: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      const code = error instanceof SluiceError ? error.code : undefined;
      if (code === 'shutting_down') throw error;
      if (code !== 'overloaded') return; // the runner has seen to it: blocked anew, or for the next sweep
      await sleep(BUSY_PAUSE_MS);
    }
  }
}
