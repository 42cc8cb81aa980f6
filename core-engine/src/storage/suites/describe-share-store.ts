import type { WorkflowDocument } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NewShare, ShareRow, ShareStore } from '../ports/share-store.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

const OWNER = 'did:key:owner';
const GUEST = 'did:key:guest';
const document: WorkflowDocument = { format: 'sluice/1', name: 'W', settings: {}, nodes: {}, edges: [], layout: {} };

/** What every share store must do, whatever it stands on. */
export function describeShareStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: ShareStore;
  let count: number;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.shares;
    count = 0;
    for (const id of ['w', 'x']) await fixture.storage.workflows.create({ id, owner: OWNER, document, triggers: [], nowMs: 1 });
  });
  afterEach(() => fixture.dispose());

  const create = async (over: Partial<NewShare> = {}): Promise<ShareRow> => {
    count += 1;
    const share: NewShare = {
      id: `s${count}`,
      workflowId: 'w',
      to: { did: GUEST },
      rights: 'run',
      createdBy: OWNER,
      nowMs: 100 + count,
      expiresAtMs: undefined,
      note: '',
      ...over,
    };
    const created = await store.create(share);
    if (typeof created === 'string') throw new Error(created);
    return created;
  };
  const link = (over: Partial<NewShare> = {}, maxUses?: number) => create({ to: { secretHash: 'h', maxUses }, ...over });
  const redeem = (did = GUEST, nowMs = 200, id = `r-${did}`) => store.redeem({ id, secretHash: 'h', did, note: 'Name', nowMs });
  const ids = (rows: readonly ShareRow[] | undefined) => rows?.map(({ id }) => id);
  const page = async (query: { ended?: boolean; nowMs?: number; limit?: number; cursor?: string } = {}) =>
    store.list({ workflowId: 'w', ended: false, nowMs: 1000, limit: 10, ...query });

  describe('a share with a principal', () => {
    it('is held from then on, of its workflow and among all, and kept over a restart', async () => {
      const made = await create({ note: 'For tests', expiresAtMs: 500 });
      expect(made).toEqual({
        id: 's1',
        workflowId: 'w',
        did: GUEST,
        linkId: undefined,
        rights: 'run',
        createdBy: OWNER,
        createdAtMs: 101,
        expiresAtMs: 500,
        uses: 0,
        maxUses: undefined,
        note: 'For tests',
        endedAtMs: undefined,
        revokedBy: undefined,
      });
      await create({ workflowId: 'x' });
      store = (await fixture.reopen()).shares;
      expect(await store.heldBy(GUEST, 499, 'w')).toEqual([made]);
      expect(ids(await store.heldBy(GUEST, 499))).toEqual(['s2', 's1']);
      expect(await store.heldBy(OWNER, 499)).toEqual([]);
    });

    it('takes the place of an earlier one of the same workflow, and of no other', async () => {
      await create();
      await create({ workflowId: 'x' });
      await create({ rights: 'edit', createdBy: 'did:key:other', nowMs: 150 });
      expect(ids(await store.heldBy(GUEST, 200))).toEqual(['s3', 's2']);
      const [, replaced] = (await page({ ended: true })).items;
      expect(replaced).toMatchObject({ id: 's1', endedAtMs: 150, revokedBy: 'did:key:other' });
    });

    it('is refused for a workflow that is not there', async () => {
      await expect(create({ workflowId: 'nothing' })).rejects.toThrow('workflow-unknown');
    });
  });

  describe('an end', () => {
    it('comes with its time, is noted, and stays when the clock is set back', async () => {
      await create({ expiresAtMs: 500 });
      expect(ids(await store.heldBy(GUEST, 499))).toEqual(['s1']);
      expect(await store.heldBy(GUEST, 500)).toEqual([]);
      expect(await store.endExpired(499)).toEqual([]);
      expect(await store.endExpired(700)).toMatchObject([{ id: 's1', endedAtMs: 500, revokedBy: undefined }]);
      expect(await store.endExpired(700)).toEqual([]);
      expect(await store.heldBy(GUEST, 200)).toEqual([]);
      expect(await store.findLast(GUEST, 'w')).toMatchObject({ id: 's1', endedAtMs: 500 });
    });

    it('comes by being revoked, once, by somebody', async () => {
      await create();
      const request = { workflowId: 'w', id: 's1', by: OWNER, nowMs: 300 };
      expect(await store.revoke({ ...request, workflowId: 'x' })).toBeUndefined();
      expect(await store.revoke(request)).toMatchObject([{ id: 's1', endedAtMs: 300, revokedBy: OWNER }]);
      expect(await store.revoke({ ...request, by: GUEST, nowMs: 400 })).toEqual([]);
      expect(await store.findLast(GUEST, 'w')).toMatchObject({ endedAtMs: 300, revokedBy: OWNER });
      expect((await page()).items).toEqual([]);
      expect(ids((await page({ ended: true })).items)).toEqual(['s1']);
    });
  });

  describe('a link', () => {
    it('gives a share to each who opens it, once, with its own right and end', async () => {
      await link({ expiresAtMs: 900 });
      const first = await redeem();
      expect(first).toMatchObject({
        kind: 'redeemed',
        share: { did: GUEST, linkId: 's1', rights: 'run', createdBy: OWNER, expiresAtMs: 900, note: 'Name', createdAtMs: 200 },
      });
      expect(await redeem(GUEST, 300, 'again')).toEqual(first);
      expect((await redeem('did:key:other')).kind).toBe('redeemed');
      expect((await store.list({ workflowId: 'w', ended: false, nowMs: 300, limit: 10 })).items.at(-1)).toMatchObject({
        uses: 2,
      });
      expect(ids(await store.heldBy(GUEST, 300))).toEqual([`r-${GUEST}`]);
    });

    it('is used up by as many as it is for, who may open it again', async () => {
      await link({}, 1);
      expect((await redeem()).kind).toBe('redeemed');
      expect((await redeem('did:key:other')).kind).toBe('used-up');
      expect((await redeem()).kind).toBe('redeemed');
    });

    it('takes along what came from it when it is revoked, and gives nothing more', async () => {
      await link();
      await redeem();
      await create({ workflowId: 'x' });
      expect(ids(await store.revoke({ workflowId: 'w', id: 's1', by: OWNER, nowMs: 300 }))?.sort()).toEqual([`r-${GUEST}`, 's1']);
      expect(ids(await store.heldBy(GUEST, 400))).toEqual(['s2']);
      expect(await redeem()).toMatchObject({ kind: 'ended', share: { id: 's1' } });
    });

    it('gives nothing again to somebody from whom it was taken', async () => {
      await link();
      await redeem();
      await store.revoke({ workflowId: 'w', id: `r-${GUEST}`, by: OWNER, nowMs: 300 });
      expect(await redeem(GUEST, 400, 'again')).toMatchObject({ kind: 'ended', share: { id: `r-${GUEST}`, revokedBy: OWNER } });
      expect((await redeem('did:key:other')).kind).toBe('redeemed');
    });

    it('gives nothing after its end, nor by another secret, and has its secret to itself', async () => {
      await link({ expiresAtMs: 200 });
      expect((await redeem()).kind).toBe('ended');
      expect((await store.redeem({ id: 'r', secretHash: 'other', did: GUEST, note: '', nowMs: 150 })).kind).toBe('unknown');
      await expect(link()).rejects.toThrow('secret-taken');
    });
  });

  it('follow the principal from one key to another, with what has ended', async () => {
    await link();
    await redeem();
    await create({ workflowId: 'x' });
    await store.revoke({ workflowId: 'w', id: `r-${GUEST}`, by: OWNER, nowMs: 300 });
    expect(ids(await store.handOver(GUEST, 'did:key:new'))?.sort()).toEqual([`r-${GUEST}`, 's2']);
    expect(ids(await store.heldBy(GUEST, 400))).toEqual([]);
    expect(ids(await store.heldBy('did:key:new', 400))).toEqual(['s2']);
    expect(await redeem('did:key:new')).toMatchObject({ kind: 'ended', share: { id: `r-${GUEST}` } });
    expect(await store.handOver(GUEST, 'did:key:new')).toEqual([]);
  });

  it('are listed a page at a time, newest first', async () => {
    for (let made = 0; made < 5; made += 1) await link({ to: { secretHash: `h${made}`, maxUses: undefined }, nowMs: 100 });
    const first = await page({ limit: 2 });
    const second = await page({ limit: 2, cursor: first.nextCursor ?? '' });
    const third = await page({ limit: 2, cursor: second.nextCursor ?? '' });
    expect([first, second, third].map(({ items }) => ids(items))).toEqual([['s5', 's4'], ['s3', 's2'], ['s1']]);
    expect(third.nextCursor).toBeNull();
  });
}
