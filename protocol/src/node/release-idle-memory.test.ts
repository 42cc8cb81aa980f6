import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { releaseIdleMemory } from './release-idle-memory.ts';

const EVERY_MS = 5000;
let cpuMs = 0;
let collections = 0;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  cpuMs = 0;
  collections = 0;
  const collect = () => {
    collections += 1;
  };
  stop = releaseIdleMemory({ cpuTimeUs: () => cpuMs * 1000, collect });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** One interval in which the process works for so many ms. */
function pass(workMs: number): void {
  cpuMs += workMs;
  vi.advanceTimersByTime(EVERY_MS);
}

it('collects once when the process has come to rest after its start', () => {
  pass(4000);
  expect(collections).toBe(0);
  pass(20);
  expect(collections).toBe(0);
  for (let interval = 0; interval < 10; interval += 1) pass(20);
  expect(collections).toBe(1);
});

it('collects again after more work, and never under load', () => {
  for (let interval = 0; interval < 3; interval += 1) pass(0);
  for (let interval = 0; interval < 20; interval += 1) pass(interval % 2 === 0 ? 3000 : 10);
  expect(collections).toBe(1);
  pass(0);
  pass(0);
  expect(collections).toBe(2);
});

it('leaves a little work at long intervals alone', () => {
  for (let interval = 0; interval < 3; interval += 1) pass(0);
  for (let interval = 0; interval < 50; interval += 1) pass(interval % 5 === 0 ? 300 : 5);
  expect(collections).toBe(1);
});

it('makes the heap small again in earnest', () => {
  vi.useRealTimers();
  const grown: unknown[] = [];
  for (let at = 0; at < 300_000; at += 1) grown.push({ at });
  grown.length = 0;
  const before = process.memoryUsage().heapTotal;
  vi.useFakeTimers();
  const stopReal = releaseIdleMemory({ cpuTimeUs: () => 0 });
  vi.advanceTimersByTime(EVERY_MS * 2);
  stopReal();
  expect(process.memoryUsage().heapTotal).toBeLessThan(before);
});
