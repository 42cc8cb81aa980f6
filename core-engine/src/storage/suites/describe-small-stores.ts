import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every secret store must do, whatever it stands on. */
export function describeSecretStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  beforeEach(async () => {
    fixture = await createFixture();
  });
  afterEach(() => fixture.dispose());

  describe('sealed secrets', () => {
    it('are kept byte for byte with their hosts, over a restart', async () => {
      const sealed = new Uint8Array([0, 1, 255, 0]);
      const row = { name: 'token', hosts: ['api.example.com', '*.example.org'], createdAtMs: 5, updatedAtMs: 5 };
      expect(await fixture.storage.secrets.put({ name: 'token', sealed, hosts: row.hosts, nowMs: 5 })).toEqual(row);
      const { secrets } = await fixture.reopen();
      const found = await secrets.find('token');
      expect(found).toMatchObject(row);
      expect([...(found?.sealed ?? [])]).toEqual([0, 1, 255, 0]);
      expect(await secrets.find('other')).toBeUndefined();
    });

    it('are replaced, listed by name without their bytes, and deleted', async () => {
      const { secrets } = fixture.storage;
      await secrets.put({ name: 'b', sealed: new Uint8Array([1]), hosts: [], nowMs: 1 });
      await secrets.put({ name: 'a', sealed: new Uint8Array([1]), hosts: [], nowMs: 2 });
      await secrets.put({ name: 'b', sealed: new Uint8Array([2]), hosts: ['h'], nowMs: 3 });
      expect(await secrets.list()).toEqual([
        { name: 'a', hosts: [], createdAtMs: 2, updatedAtMs: 2 },
        { name: 'b', hosts: ['h'], createdAtMs: 1, updatedAtMs: 3 },
      ]);
      expect([...((await secrets.find('b'))?.sealed ?? [])]).toEqual([2]);
      expect(await secrets.delete('b')).toBe(true);
      expect(await secrets.delete('b')).toBe(false);
    });
  });
}

/** What every meta store must do, whatever it stands on. */
export function describeMetaStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  beforeEach(async () => {
    fixture = await createFixture();
  });
  afterEach(() => fixture.dispose());

  describe('facts about the installation', () => {
    it('are kept, replaced, and set once by whoever is first', async () => {
      const { meta } = fixture.storage;
      expect(await meta.get('x')).toBeUndefined();
      await meta.set('x', '1');
      await meta.set('x', '2');
      expect(await meta.setOnce('x', '3')).toBe('2');
      expect(await meta.setOnce('y', '3')).toBe('3');
      expect(await (await fixture.reopen()).meta.get('y')).toBe('3');
    });

    it('have an installation id that stays', async () => {
      const id = fixture.storage.installationId;
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
      expect((await fixture.reopen()).installationId).toBe(id);
    });
  });
}
