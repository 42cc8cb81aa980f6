import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type DueTimer, TimerLoop } from './timer-loop.ts';

const HOUR_MS = 3_600_000;

/** The timers of a database, a wall clock that can jump, and what was fired. */
class World {
  /** The wall clock, ms since the epoch; goes along with the timers' time unless it is set. */
  now = 1_800_000_000_000;
  readonly timers = new Map<string, DueTimer>();
  readonly fired: string[] = [];
  fire: (timer: DueTimer) => Promise<void> = async () => undefined;
  isBroken = false;
  reads = 0;

  readonly loop = new TimerLoop({
    store: {
      nextDueAt: async () => this.#read(() => [...this.timers.values()].map(({ dueAt }) => dueAt).sort((a, b) => a - b)[0]),
      dueTimers: async (nowMs, limit) =>
        this.#read(() =>
          [...this.timers.values()]
            .filter(({ dueAt }) => dueAt <= nowMs)
            .sort((a, b) => a.dueAt - b.dueAt)
            .slice(0, limit),
        ),
    },
    clock: () => this.now,
    fire: async (timer) => {
      await this.fire(timer);
      this.fired.push(timer.id);
      this.timers.delete(timer.id); // the commit that takes it in clears it
    },
    log: pino({ level: 'silent' }),
  });

  set(id: string, inMs: number): void {
    this.timers.set(id, { executionId: `execution of ${id}`, id, dueAt: this.now + inMs });
  }

  /** Time passes, for the wall clock and for sleepers. */
  async pass(ms: number): Promise<void> {
    const stepMs = 50;
    for (let passed = 0; passed < ms; passed += stepMs) {
      this.now += stepMs;
      await vi.advanceTimersByTimeAsync(stepMs);
    }
  }

  #read<T>(value: () => T): T {
    this.reads += 1;
    if (this.isBroken) throw new Error('the database does not answer');
    return value();
  }
}

let world: World;

beforeEach(() => {
  vi.useFakeTimers();
  world = new World();
});

afterEach(async () => {
  await world.loop.stop();
  vi.useRealTimers();
});

describe('a timer', () => {
  it('fires when it is due, not before, and once', async () => {
    world.set('a', 1000);
    world.loop.start();
    await world.pass(900);
    expect(world.fired).toEqual([]);
    await world.pass(200);
    expect(world.fired).toEqual(['a']);
    await world.pass(HOUR_MS / 60);
    expect(world.fired).toEqual(['a']);
  });

  it('that was due while nobody ran fires at the start', async () => {
    world.set('a', -HOUR_MS);
    world.set('b', -1);
    world.loop.start();
    await world.pass(50);
    expect(world.fired).toEqual(['a', 'b']);
  });

  it('that is set later and due earlier is noticed', async () => {
    world.set('late', 10_000);
    world.loop.start();
    await world.pass(100);
    world.set('soon', 200);
    world.loop.notice(world.now + 200);
    await world.pass(300);
    expect(world.fired).toEqual(['soon']);
  });

  it('that is noticed while others fire is not forgotten', async () => {
    world.set('first', 100);
    world.fire = async ({ id }) => {
      if (id !== 'first') return;
      world.set('second', 50);
      world.loop.notice(world.now + 50);
      await new Promise((resolve) => setTimeout(resolve, 500));
    };
    world.loop.start();
    await world.pass(800);
    expect(world.fired).toEqual(['first', 'second']);
  });

  it('of a thousand due at once all fire, once each', async () => {
    for (let n = 0; n < 1234; n += 1) world.set(`t${n}`, 100);
    world.loop.start();
    await world.pass(500);
    expect(world.fired).toHaveLength(1234);
    expect(new Set(world.fired).size).toBe(1234);
  });

  it('that cannot be fired is tried again, and holds up no other', async () => {
    let attempts = 0;
    world.fire = async ({ id }) => {
      if (id === 'stuck' && ++attempts < 3) throw new Error('overloaded');
    };
    world.set('stuck', 100);
    world.set('fine', 100);
    world.loop.start();
    await world.pass(500);
    expect(world.fired).toEqual(['fine']);
    await world.pass(2500);
    expect(world.fired).toEqual(['fine', 'stuck']);
    expect(attempts).toBe(3);
  });
});

describe('a clock that jumps', () => {
  it('ahead fires what is due by it within seconds, once', async () => {
    world.set('a', HOUR_MS);
    world.loop.start();
    await world.pass(100);
    world.now += 2 * HOUR_MS;
    await world.pass(15_100);
    expect(world.fired).toEqual(['a']);
    await world.pass(30_000);
    expect(world.fired).toEqual(['a']);
  });

  it('back fires nothing twice, loses nothing, and waits until the clock has caught up', async () => {
    world.set('before', 1000);
    world.set('after', 3000);
    world.loop.start();
    await world.pass(1500);
    expect(world.fired).toEqual(['before']);
    world.now -= 60_000;
    await world.pass(30_000);
    expect(world.fired).toEqual(['before']);
    await world.pass(35_000);
    expect(world.fired).toEqual(['before', 'after']);
  });
});

describe('the loop', () => {
  it('survives a database that does not answer for a while', async () => {
    world.set('a', 100);
    world.isBroken = true;
    world.loop.start();
    await world.pass(3000);
    expect(world.fired).toEqual([]);
    world.isBroken = false;
    await world.pass(1100);
    expect(world.fired).toEqual(['a']);
  });

  it('asks seldom when there is nothing to do', async () => {
    world.loop.start();
    await world.pass(60_000);
    expect(world.reads).toBeLessThanOrEqual(12);
  });

  it('fires nothing after it was stopped, and lets what it fires come to its end', async () => {
    let isDone = false;
    world.fire = async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      isDone = true;
    };
    world.set('a', 0);
    world.set('b', 1000);
    world.loop.start();
    await world.pass(100);
    const stopped = world.loop.stop();
    await world.pass(400);
    await stopped;
    expect(isDone).toBe(true);
    await world.pass(2000);
    expect(world.fired).toEqual(['a']);
  });
});
