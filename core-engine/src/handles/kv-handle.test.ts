import { type Json, SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createKvHandle } from './kv-handle.ts';
import type { KvStore } from './ports.ts';
import { answeredValue, failureOf, perform } from './test-support.ts';

/** The port's promises, in memory. */
function memoryKv(): KvStore {
  const entries = new Map<string, { value: Json; until: number }>();
  const applied = new Map<string, number>();
  const id = (namespace: string, key: string) => `${namespace}\n${key}`;
  const live = (namespace: string, key: string, nowMs: number) => {
    const entry = entries.get(id(namespace, key));
    return entry === undefined || entry.until <= nowMs ? undefined : entry;
  };
  return {
    get: async (namespace, key, nowMs) => live(namespace, key, nowMs)?.value,
    async set({ namespace, key, value, nowMs, ttlMs }) {
      entries.set(id(namespace, key), { value, until: ttlMs === undefined ? Number.POSITIVE_INFINITY : nowMs + ttlMs });
    },
    async delete(namespace, key, nowMs) {
      const was = live(namespace, key, nowMs) !== undefined;
      entries.delete(id(namespace, key));
      return was;
    },
    async list({ namespace, prefix, limit, cursor, nowMs }) {
      const keys = [...entries.keys()]
        .filter((each) => each.startsWith(id(namespace, prefix)))
        .map((each) => each.slice(namespace.length + 1))
        .filter((key) => live(namespace, key, nowMs) !== undefined && key > (cursor ?? ''))
        .sort();
      const items = keys.slice(0, limit).map((key) => ({ key, value: live(namespace, key, nowMs)?.value ?? null }));
      return { items, nextCursor: keys.length > limit ? (items.at(-1)?.key ?? null) : null };
    },
    async increment({ namespace, key, by, effectKey, nowMs }) {
      const before = applied.get(effectKey);
      if (before !== undefined) return before;
      const value = live(namespace, key, nowMs)?.value ?? 0;
      if (typeof value !== 'number') throw new SluiceError('kv_conflict', `${key} is no number.`);
      entries.set(id(namespace, key), { value: value + by, until: Number.POSITIVE_INFINITY });
      applied.set(effectKey, value + by);
      return value + by;
    },
    purge: async () => undefined,
  };
}

describe('the kv handle', () => {
  let now = 1000;
  const handle = createKvHandle({ kv: memoryKv(), now: () => now });
  const ask = (verb: string, uri: string, args: Json = {}, more: { workflowId?: string; key?: string } = {}) =>
    perform(handle, verb, uri, {
      args,
      ...(more.key === undefined ? {} : { key: more.key }),
      ...(more.workflowId === undefined ? {} : { context: { workflowId: more.workflowId } }),
    });

  it('keeps, lists and forgets values, each workflow its own', async () => {
    expect(await answeredValue(ask('get', 'kv:a/1'))).toBeNull();
    expect(await answeredValue(ask('set', 'kv:a/1', { value: { n: [1] } }))).toBeNull();
    await ask('set', 'kv:a/2', { value: null });
    await ask('set', 'kv:b', { value: 1 });
    await ask('set', 'kv:a/3', { value: 'other' }, { workflowId: 'wf-2' });
    expect(await answeredValue(ask('get', 'kv:a/1'))).toEqual({ n: [1] });
    expect(await answeredValue(ask('list', 'kv:a/', { limit: 1 }))).toEqual({
      items: [{ key: 'a/1', value: { n: [1] } }],
      nextCursor: 'a/1',
    });
    expect(await answeredValue(ask('list', 'kv:a/', { cursor: 'a/1' }))).toEqual({
      items: [{ key: 'a/2', value: null }],
      nextCursor: null,
    });
    expect(await answeredValue(ask('get', 'kv:a/3'))).toBeNull();
    expect(await answeredValue(ask('delete', 'kv:b'))).toBe(true);
    expect(await answeredValue(ask('delete', 'kv:b'))).toBe(false);
  });

  it('lets a value expire', async () => {
    await ask('set', 'kv:brief', { value: 1, ttlMs: 500 });
    now += 499;
    expect(await answeredValue(ask('get', 'kv:brief'))).toBe(1);
    now += 1;
    expect(await answeredValue(ask('get', 'kv:brief'))).toBeNull();
  });

  it('adds once for one effect, however often it is performed', async () => {
    expect(await answeredValue(ask('increment', 'kv:n', {}, { key: 'e1' }))).toBe(1);
    expect(await answeredValue(ask('increment', 'kv:n', {}, { key: 'e1' }))).toBe(1);
    expect(await answeredValue(ask('increment', 'kv:n', { by: -0.5 }, { key: 'e2' }))).toBe(0.5);
    expect((await failureOf(ask('increment', 'kv:a/1', {}, { key: 'e3' }))).code).toBe('kv_conflict');
  });

  it.each([
    ['get', 'kv:', {}, 'key'],
    ['get', `kv:${'k'.repeat(513)}`, {}, 'key'],
    ['get', 'kv:a', { value: 1 }, 'value'],
    ['set', 'kv:a', {}, 'value'],
    ['set', 'kv:a', { value: 1, ttlMs: 0 }, 'ttlMs'],
    ['increment', 'kv:a', { by: 'one' }, 'by'],
    ['list', 'kv:a', { limit: 0 }, 'limit'],
  ])('refuses %s %s %j and names the argument', async (verb, uri, args, named) => {
    const error = await failureOf(ask(verb, uri, args));
    expect(error.code).toBe('effect_args_invalid');
    expect(error.detail).toContain(named);
  });
});
