import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KvStore } from '../ports/kv-store.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every key-value store must do, whatever it stands on. */
export function describeKvStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: KvStore;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.kv;
  });
  afterEach(() => fixture.dispose());

  const increment = (by: number, effectKey: string, nowMs = 1) =>
    store.increment({ namespace: 'w', key: 'n', by, effectKey, nowMs });

  describe('values', () => {
    it('of every JSON kind are kept over a restart, each namespace for itself', async () => {
      const values = [null, true, 0, -1.5, '', 'text', [1, [2]], { a: { b: null } }];
      for (const [at, value] of values.entries()) await store.set({ namespace: 'w', key: `k${at}`, value, nowMs: 1 });
      await store.set({ namespace: 'v', key: 'k0', value: 'other', nowMs: 1 });
      store = (await fixture.reopen()).kv;
      for (const [at, value] of values.entries()) expect(await store.get('w', `k${at}`, 1)).toEqual(value);
      expect(await store.get('v', 'k0', 1)).toBe('other');
      expect(await store.get('v', 'k1', 1)).toBeUndefined();
    });

    it('are replaced and deleted', async () => {
      await store.set({ namespace: 'w', key: 'k', value: 1, nowMs: 1 });
      await store.set({ namespace: 'w', key: 'k', value: 2, nowMs: 1 });
      expect(await store.get('w', 'k', 1)).toBe(2);
      expect(await store.delete('w', 'k', 1)).toBe(true);
      expect(await store.delete('w', 'k', 1)).toBe(false);
      expect(await store.get('w', 'k', 1)).toBeUndefined();
    });

    it('expire at the end of their time to live, and are then as good as deleted', async () => {
      await store.set({ namespace: 'w', key: 'k', value: 5, nowMs: 100, ttlMs: 50 });
      expect(await store.get('w', 'k', 149)).toBe(5);
      expect(await store.get('w', 'k', 150)).toBeUndefined();
      expect(await store.delete('w', 'k', 150)).toBe(false);
      await store.set({ namespace: 'w', key: 'n', value: 5, nowMs: 100, ttlMs: 50 });
      expect(await increment(1, 'e1', 120)).toBe(6);
      expect(await increment(1, 'e2', 150)).toBe(1);
      expect(await store.get('w', 'n', 9999)).toBe(1);
      await store.set({ namespace: 'w', key: 'l', value: 1, nowMs: 100, ttlMs: 50 });
      await store.set({ namespace: 'w', key: 'l', value: 1, nowMs: 120 });
      await store.purge({ nowMs: 9999, appliedBeforeMs: 0 });
      expect(await store.get('w', 'l', 9999)).toBe(1);
    });
  });

  describe('a list', () => {
    it('gives the keys with a prefix, whatever letters it has, page by page', async () => {
      for (const key of ['a', 'a%', 'a%b', 'ab', 'ä1', 'ä2', '💧x', '💧y', 'b'])
        await store.set({ namespace: 'w', key, value: key, nowMs: 1 });
      await store.set({ namespace: 'w', key: 'a-gone', value: 1, nowMs: 1, ttlMs: 1 });
      const list = async (prefix: string) =>
        (await store.list({ namespace: 'w', prefix, nowMs: 5, limit: 50 })).items.map(({ key }) => key);
      expect(await list('a')).toEqual(['a', 'a%', 'a%b', 'ab']);
      expect(await list('a%')).toEqual(['a%', 'a%b']);
      expect(await list('ä')).toEqual(['ä1', 'ä2']);
      expect(await list('💧')).toEqual(['💧x', '💧y']);
      expect(await list('')).toHaveLength(9);
      const first = await store.list({ namespace: 'w', prefix: 'a', nowMs: 5, limit: 3 });
      const second = await store.list({ namespace: 'w', prefix: 'a', nowMs: 5, limit: 3, cursor: first.nextCursor ?? '' });
      expect([...first.items, ...second.items].map(({ value }) => value)).toEqual(['a', 'a%', 'a%b', 'ab']);
      expect(second.nextCursor).toBeNull();
    });
  });

  describe('an increment', () => {
    it('loses nothing when many come at once', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, at) => increment(2, `e${at}`)));
      expect(await store.get('w', 'n', 1)).toBe(100);
    });

    it('tried again adds nothing, over a restart too, and gives the same sum', async () => {
      expect(await increment(5, 'same')).toBe(5);
      expect(await increment(1, 'other')).toBe(6);
      store = (await fixture.reopen()).kv;
      expect(await increment(5, 'same')).toBe(5);
      expect(await store.get('w', 'n', 1)).toBe(6);
      await store.purge({ nowMs: 1, appliedBeforeMs: 1 });
      expect(await increment(5, 'same')).toBe(5);
      await store.purge({ nowMs: 1, appliedBeforeMs: 2 });
      expect(await increment(5, 'same')).toBe(11);
    });

    it('of what is no number, or to what is none, is refused and can be tried again', async () => {
      await store.set({ namespace: 'w', key: 'n', value: 'text', nowMs: 1 });
      await expect(increment(1, 'e1')).rejects.toMatchObject({ code: 'kv_conflict' });
      await store.set({ namespace: 'w', key: 'n', value: Number.MAX_VALUE, nowMs: 1 });
      await expect(increment(Number.MAX_VALUE, 'e1')).rejects.toMatchObject({ code: 'kv_conflict' });
      await store.set({ namespace: 'w', key: 'n', value: 0.5, nowMs: 1 });
      expect(await increment(0.25, 'e1')).toBe(0.75);
    });
  });
}
