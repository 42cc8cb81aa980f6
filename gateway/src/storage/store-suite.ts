import { describe, expect, it } from 'vitest';
import type { Admission, GatewayStore, KeyRecord } from './ports.ts';

const key = (did: string, role: KeyRecord['role'] = 'viewer'): KeyRecord => ({
  did,
  role,
  name: did,
  createdAt: 1,
  lastUsedAt: undefined,
  revokedAt: undefined,
  replacedBy: undefined,
});

const admission = (nonce: string, idempotency?: { key: string; digest: string; until?: number }): Admission => ({
  did: 'a',
  nonce,
  nonceUntil: 100,
  now: 10,
  idempotency: idempotency === undefined ? undefined : { until: 1000, ...idempotency },
});

/** What every adapter of `GatewayStore` must do. `reopen` closes the store and opens it again on the same data. */
export function storeSuite(
  name: string,
  create: () => Promise<{ store: GatewayStore; reopen: () => Promise<GatewayStore> }>,
): void {
  describe(name, () => {
    it('registers a key once, and finds, lists and changes it', async () => {
      const { store } = await create();
      expect(await store.keys.find('a')).toBeUndefined();
      expect(await store.keys.insert(key('a', 'owner'))).toBe('inserted');
      expect(await store.keys.insert(key('a'))).toBe('exists');
      await store.keys.insert(key('b'));
      expect(await store.keys.update('b', { role: 'admin' })).toMatchObject({ role: 'admin', name: 'b' });
      expect(await store.keys.update('b', { name: 'B' })).toMatchObject({ role: 'admin', name: 'B' });
      expect(await store.keys.update('c', { name: 'C' })).toBe('unknown');
      expect((await store.keys.list()).map(({ did, role }) => [did, role])).toEqual([
        ['a', 'owner'],
        ['b', 'admin'],
      ]);
    });

    it('keeps the last owner, and lets go of it once there is another', async () => {
      const { store } = await create();
      await store.keys.insert(key('a', 'owner'));
      expect(await store.keys.update('a', { role: 'admin' })).toBe('last-owner');
      expect(await store.keys.revoke('a', 5)).toBe('last-owner');
      await store.keys.insert(key('b', 'owner'));
      const [first, second] = await Promise.all([store.keys.revoke('a', 5), store.keys.revoke('b', 5)]);
      expect([first, second]).toEqual(['revoked', 'last-owner']);
      expect((await store.keys.find('a'))?.revokedAt).toBe(5);
      expect(await store.keys.revoke('a', 6)).toBe('unknown');
      expect(await store.keys.update('a', { name: 'x' })).toBe('unknown');
    });

    it('replaces a key by one that takes over its role and name, once, and ends its tickets', async () => {
      const { store, reopen } = await create();
      await store.keys.insert({ ...key('a', 'owner'), name: 'Ada' });
      await store.keys.insert(key('b'));
      await store.tickets.insert({ hash: 'h', did: 'a', until: 100 });
      const a = { ...key('a', 'viewer'), name: 'as it was read before' };
      expect(await store.keys.replace(a, 'b', 5)).toBe('exists');
      const outcomes = await Promise.all(['c', 'd'].map((by) => store.keys.replace(a, by, 5)));
      expect(outcomes).toEqual([{ ...key('c', 'owner'), name: 'Ada', createdAt: 5, lastUsedAt: 5 }, 'revoked']);
      const { keys, tickets } = await reopen();
      expect(await keys.find('a')).toMatchObject({ role: 'owner', name: 'Ada', createdAt: 1, revokedAt: 5, replacedBy: 'c' });
      expect(await keys.find('c')).toEqual({ ...key('c', 'owner'), name: 'Ada', createdAt: 5, lastUsedAt: 5 });
      expect(await keys.find('d')).toBeUndefined();
      expect(await keys.revoke('c', 6)).toBe('last-owner');
      expect(await tickets.redeem('h', 1)).toBeUndefined();
    });

    it('replaces a key that nobody registered, which then is registered as revoked', async () => {
      const { store } = await create();
      expect(await store.keys.replace(key('local', 'admin'), 'new', 5)).toMatchObject({
        did: 'new',
        role: 'admin',
        name: 'local',
      });
      expect(await store.keys.find('local')).toMatchObject({ role: 'admin', revokedAt: 5, replacedBy: 'new' });
    });

    it('notes the last use, the later one of two', async () => {
      const { store } = await create();
      await store.keys.insert(key('a'));
      await store.keys.touch(new Map([['a', 7]]));
      await store.keys.touch(new Map([['a', 3]]));
      expect((await store.keys.find('a'))?.lastUsedAt).toBe(7);
    });

    it('redeems a claim once, for one of two, and never when there is an owner', async () => {
      const { store } = await create();
      await store.claims.replace('old', 1);
      await store.claims.replace('token', 1);
      expect(await store.claims.redeem('old', key('a', 'owner'))).toBe('refused');
      const outcomes = await Promise.all(['a', 'b', 'c'].map((did) => store.claims.redeem('token', key(did, 'owner'))));
      expect(outcomes).toEqual(['owner', 'refused', 'refused']);
      expect(await store.keys.hasOwner()).toBe(true);
      await store.claims.replace('again', 2);
      expect(await store.claims.redeem('again', key('d', 'owner'))).toBe('refused');
    });

    it('makes a key that is known already the owner', async () => {
      const { store } = await create();
      await store.keys.insert(key('a', 'viewer'));
      await store.claims.replace('token', 1);
      expect(await store.claims.redeem('token', { ...key('a', 'owner'), name: 'Ada' })).toBe('owner');
      expect(await store.keys.find('a')).toMatchObject({ role: 'owner', name: 'Ada' });
    });

    it('admits a nonce once: of fifty at the same time, one', async () => {
      const { store, reopen } = await create();
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.admissions.admit(admission('n'))));
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['admitted', ...Array.from({ length: 49 }, () => 'replayed')]);
      expect(await store.admissions.admit({ ...admission('n'), did: 'b' })).toEqual({ kind: 'admitted' });
      expect(await (await reopen()).admissions.admit(admission('n'))).toEqual({ kind: 'replayed' });
    });

    it('gives the remembered answer to the same request, and refuses another under the same key', async () => {
      const { store, reopen } = await create();
      const request = { key: 'k', digest: 'd' };
      expect(await store.admissions.admit(admission('1', request))).toEqual({ kind: 'admitted' });
      expect(await store.admissions.admit(admission('2', request))).toEqual({ kind: 'unfinished' });
      expect(await store.admissions.admit(admission('3', { key: 'k', digest: 'e' }))).toEqual({ kind: 'conflict' });
      await store.admissions.remember('a', 'k', { status: 201, contentType: 'application/json', body: Buffer.from('{}') });
      const again = await (await reopen()).admissions.admit(admission('4', request));
      expect(again).toMatchObject({ kind: 'answered', answer: { status: 201, contentType: 'application/json' } });
      expect(again.kind === 'answered' && Buffer.from(again.answer.body).toString()).toBe('{}');
    });

    it('uses up the nonce of a request that conflicts, and takes a forgotten key anew', async () => {
      const { store } = await create();
      await store.admissions.admit(admission('1', { key: 'k', digest: 'd' }));
      await store.admissions.admit(admission('2', { key: 'k', digest: 'e' }));
      expect(await store.admissions.admit(admission('2', { key: 'l', digest: 'e' }))).toEqual({ kind: 'replayed' });
      await store.admissions.forget('a', 'k');
      expect(await store.admissions.admit(admission('3', { key: 'k', digest: 'e' }))).toEqual({ kind: 'admitted' });
    });

    it('gives a ticket to one of two, and to nobody after its end', async () => {
      const { store } = await create();
      await store.tickets.insert({ hash: 'h', did: 'a', until: 100 });
      expect(await Promise.all([store.tickets.redeem('h', 99), store.tickets.redeem('h', 99)])).toEqual(['a', undefined]);
      await store.tickets.insert({ hash: 'i', did: 'a', until: 100 });
      expect(await store.tickets.redeem('i', 100)).toBeUndefined();
      expect(await store.tickets.redeem('unknown', 1)).toBeUndefined();
    });

    it('sweeps what is past its end and nothing else', async () => {
      const { store } = await create();
      await store.admissions.admit(admission('n', { key: 'k', digest: 'd', until: 300 }));
      await store.tickets.insert({ hash: 'h', did: 'a', until: 100 });
      await store.sweep(100);
      expect(await store.admissions.admit(admission('n'))).toEqual({ kind: 'replayed' });
      expect(await store.admissions.admit(admission('m', { key: 'k', digest: 'd' }))).toEqual({ kind: 'unfinished' });
      await store.sweep(101);
      expect(await store.admissions.admit(admission('n'))).toEqual({ kind: 'admitted' });
      expect(await store.tickets.redeem('h', 1)).toBeUndefined();
      await store.sweep(2000);
      expect(await store.admissions.admit(admission('o', { key: 'k', digest: 'other' }))).toEqual({ kind: 'admitted' });
    });

    it('does not take a remembered answer that is past its end, swept or not', async () => {
      const { store } = await create();
      await store.admissions.admit(admission('1', { key: 'k', digest: 'd', until: 5 }));
      expect(await store.admissions.admit(admission('2', { key: 'k', digest: 'other' }))).toEqual({ kind: 'admitted' });
    });

    it('says that it can be written to', async () => {
      const { store } = await create();
      await expect(store.check()).resolves.toBeUndefined();
    });
  });
}
