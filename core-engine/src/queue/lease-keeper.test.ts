import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClaimedExecution } from '../storage/ports/execution-store.ts';
import type { Storage } from '../storage/ports/storage.ts';
import { openSqliteStorage } from '../storage/sqlite/open-sqlite-storage.ts';
import { sampleExecution, sampleSegment } from '../storage/suites/sample-changes.ts';
import { LeaseKeeper } from './lease-keeper.ts';

const LEASE_MS = 15_000;
const HOUR_MS = 3_600_000;

let home: string;
let storage: Storage;
let now: number;
let keeper: LeaseKeeper;
/** What the engine holds in memory, and what it was given to take up. */
let held: Set<string>;
let adopted: ClaimedExecution[];
let pulled: string[];
let adopt: (execution: ClaimedExecution) => Promise<void>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  home = mkdtempSync(join(tmpdir(), 'sluice-leases-'));
  storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
  now = 1_800_000_000_000;
  held = new Set();
  adopted = [];
  pulled = [];
  adopt = async ({ id }) => void held.add(id);
  keeper = new LeaseKeeper({
    store: storage.executions,
    leaseOwner: 'me',
    leaseMs: LEASE_MS,
    clock: () => now,
    heldIds: () => [...held],
    adopt: async (execution) => {
      adopted.push(execution);
      await adopt(execution);
    },
    pullInbox: async (id) => void pulled.push(id),
    log: pino({ level: 'silent' }),
  });
});

afterEach(async () => {
  await keeper.stop();
  await storage.close();
  rmSync(home, { recursive: true });
  vi.useRealTimers();
});

/** A running execution; `owner` has leased it for `forMs`. */
async function run(id: string, { owner = 'me', forMs = LEASE_MS, status = 'running' as 'running' | 'waiting' | 'queued' } = {}) {
  await storage.executions.commit([
    {
      executionId: id,
      lease: { owner, fence: 1 },
      create: sampleExecution({ startedAtMs: now }),
      segment: sampleSegment(1, 1),
      status,
      leaseUntilMs: now + forMs,
    },
  ]);
}

/** Whether `owner` may still append. */
async function mayAppend(id: string, { owner = 'me', fence = 1 } = {}): Promise<boolean> {
  const [result] = await storage.executions.commit([{ executionId: id, lease: { owner, fence }, status: 'running' }]);
  return result?.ok === true;
}

/** Time passes by rounds of a third of a lease. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += LEASE_MS / 3) {
    now += LEASE_MS / 3;
    vi.advanceTimersByTime(LEASE_MS / 3);
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

const adoptedIds = () => adopted.map(({ id }) => id);

describe('at the start', () => {
  it('everything is taken up that nobody holds, oldest first, before it says that it is ready', async () => {
    await run('running', { owner: 'dead', forMs: -1 });
    await run('queued', { owner: 'dead', forMs: -1, status: 'queued' });
    await run('parked', { owner: 'dead', forMs: -1, status: 'waiting' });
    await run('of another', { owner: 'alive', forMs: HOUR_MS });
    await keeper.start();
    expect(adoptedIds()).toEqual(['running', 'queued']);
    expect(adopted[0]).toMatchObject({ fence: 2, status: 'running' });
  });

  it('one that cannot be taken up does not keep the others from it, and is tried again', async () => {
    await run('bad', { owner: 'dead', forMs: -1 });
    await run('good', { owner: 'dead', forMs: -1 });
    adopt = async ({ id }) => {
      if (id === 'bad') throw new Error('its module is gone');
      held.add(id);
    };
    await keeper.start();
    expect([...held]).toEqual(['good']);
    await pass(LEASE_MS * 2);
    expect(adoptedIds().filter((id) => id === 'bad').length).toBeGreaterThan(1);
    expect(adoptedIds().filter((id) => id === 'good')).toHaveLength(1);
  });

  it('many are taken up in several goes', async () => {
    for (let n = 0; n < 450; n += 1) await run(`e${n}`, { owner: 'dead', forMs: -1 });
    await keeper.start();
    expect(new Set(adoptedIds()).size).toBe(450);
    expect(adopted).toHaveLength(450);
  });
});

describe('as time goes by', () => {
  it('what is held stays held, and is not taken up again', async () => {
    await run('mine');
    held.add('mine');
    await keeper.start();
    await pass(10 * LEASE_MS);
    expect(adopted).toEqual([]);
    expect(await mayAppend('mine')).toBe(true);
  });

  it('what was dropped from memory comes back when its lease has run out', async () => {
    await run('dropped');
    await keeper.start();
    await pass(2 * LEASE_MS);
    expect(adoptedIds()).toEqual(['dropped']);
  });

  it('what another engine left behind is taken over, and the other can write no more', async () => {
    await run('left', { owner: 'other' });
    await keeper.start();
    expect(adopted).toEqual([]);
    await pass(2 * LEASE_MS);
    expect(adoptedIds()).toEqual(['left']);
    expect(await mayAppend('left', { owner: 'other' })).toBe(false);
  });

  it('inputs in the inbox of what is held are pulled', async () => {
    await run('parent');
    held.add('parent');
    await storage.executions.addInput('parent', { type: 'cancel-requested', at: now });
    await keeper.start();
    expect(pulled).toContain('parent');
  });

  it('a database that does not answer for a round is asked again in the next', async () => {
    await run('mine');
    held.add('mine');
    await keeper.start();
    const renew = vi.spyOn(storage.executions, 'renew').mockRejectedValueOnce(new Error('busy'));
    await pass(LEASE_MS);
    expect(renew.mock.calls.length).toBeGreaterThan(1);
    expect(await mayAppend('mine')).toBe(true);
  });
});

describe('a clock that jumps', () => {
  it('ahead makes us lose nothing that we hold, and take nothing of ours twice', async () => {
    await run('mine');
    held.add('mine');
    await keeper.start();
    now += 10 * HOUR_MS;
    await pass(LEASE_MS);
    expect(adopted).toEqual([]);
    expect(await mayAppend('mine')).toBe(true);
  });

  it('back leaves leases that end late, which end all the same', async () => {
    await run('mine');
    held.add('mine');
    await run('dropped');
    await keeper.start();
    now -= HOUR_MS;
    await pass(4 * LEASE_MS);
    expect(await mayAppend('mine')).toBe(true);
    expect(adoptedIds()).not.toContain('mine');
    now += HOUR_MS;
    await pass(LEASE_MS);
    expect(adoptedIds()).toEqual(['dropped']);
  });
});
