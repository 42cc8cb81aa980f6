import { setTimeout as sleep } from 'node:timers/promises';
import {
  addKey,
  archiveWorkflow,
  cancelExecution,
  createShare,
  createWorkflow,
  getExecution,
  getExecutionEvents,
  getMe,
  getWorkflow,
  listExecutions,
  listKeys,
  listSharedWithMe,
  listShares,
  listWorkflows,
  readBlob,
  redeemShareLink,
  revokeKey,
  revokeShare,
  runWorkflow,
  type ShareRight,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { createLinkSecret, TestPrincipal } from './lib/principal.ts';
import { refusalOf } from './lib/refusal.ts';
import { Stream } from './lib/stream.ts';
import { eventually, journalOf, whenStatus } from './lib/watch.ts';
import { manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const asking = (name = 'Asks') =>
  workflow({
    name,
    nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume', note: 'Is it good?' } } },
    chains: [['start', 'ask']],
  });
const create = async () => (await sluice.call(createWorkflow, { body: { document: asking() } })).id;
const run = async (by: Pick<TestPrincipal, 'call'>, id: string, items = [{}]) =>
  (await by.call(runWorkflow, { params: { id }, body: { wait: false, items } })).executionId;
const shareWith = (id: string, did: string, rights: ShareRight, more: { expiresAt?: string; note?: string } = {}) =>
  sluice.call(createShare, { params: { id }, body: { to: { kind: 'principal', did }, rights, ...more } });
const shareByLink = async (id: string, rights: ShareRight, more: { expiresAt?: string; maxUses?: number } = {}) => {
  const { secret, secretHash } = createLinkSecret();
  const { maxUses, ...rest } = more;
  const to = { kind: 'link' as const, secretHash, ...(maxUses === undefined ? {} : { maxUses }) };
  const share = await sluice.call(createShare, { params: { id }, body: { to, rights, ...rest } });
  return { secret, share };
};
const revoke = (id: string, shareId: string) => sluice.call(revokeShare, { params: { id, shareId } });
const guest = () => new TestPrincipal(sluice);
const redeem = (who: TestPrincipal, secret: string, name = 'Gwen') => who.call(redeemShareLink, { body: { secret, name } });
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('a workflow that is shared with a principal', () => {
  it('is theirs to see at once, though nobody registered the key; revoked, it is gone with the reason', async () => {
    const id = await create();
    const gwen = guest();
    expect(await codeOf(gwen.call(getMe))).toBe('key_unknown');
    const share = await shareWith(id, gwen.did, 'view', { note: 'Gwen' });
    expect(await gwen.call(getMe)).toMatchObject({ role: 'guest', name: 'Gwen' });
    expect((await gwen.call(getWorkflow, { params: { id } })).document).toEqual(asking());
    expect((await gwen.call(listSharedWithMe)).items).toEqual([{ share, workflowName: 'Asks', archived: false }]);
    await revoke(id, share.id);
    const refusal = await refusalOf(gwen.call(getWorkflow, { params: { id } }));
    expect([refusal.code, refusal.message]).toEqual([
      'share_ended',
      expect.stringMatching(/was revoked on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/),
    ]);
    expect((await gwen.call(listSharedWithMe)).items).toEqual([]);
    expect((await gwen.call(listWorkflows)).items).toEqual([]);
  });

  it('is run and cancelled by who may run it, as far as it is their own execution', async () => {
    const id = await create();
    const gwen = guest();
    await shareWith(id, gwen.did, 'run');
    const [theirs, mine] = [await run(gwen, id), await run(sluice, id)];
    await whenStatus(sluice, theirs, 'waiting');
    await whenStatus(sluice, mine, 'waiting');
    expect(await gwen.call(getExecution, { params: { id: mine } })).toMatchObject({ status: 'waiting' });
    const cancel = (executionId: string) => gwen.call(cancelExecution, { params: { id: executionId }, body: {} });
    expect(await codeOf(cancel(mine))).toBe('share_insufficient');
    expect((await cancel(theirs)).startedBy).toBe(gwen.did);
    await whenStatus(sluice, theirs, 'cancelled');
    const { document, revision } = await gwen.call(getWorkflow, { params: { id } });
    expect(await codeOf(gwen.call(saveDraft, { params: { id }, body: { document, revision } }))).toBe('share_insufficient');
  });

  it('has the right of the share that was made last, also for somebody with a role', async () => {
    const id = await create();
    const viewer = guest();
    await sluice.call(addKey, { body: { did: viewer.did, role: 'viewer', name: 'Vic' } });
    const refusal = await refusalOf(run(viewer, id));
    expect([refusal.code, refusal.message]).toEqual(['role_insufficient', expect.stringContaining('shared with the right run')]);
    await shareWith(id, viewer.did, 'edit');
    const { document, revision } = await viewer.call(getWorkflow, { params: { id } });
    const changed = { ...document, name: 'Changed by a viewer' };
    expect((await viewer.call(saveDraft, { params: { id }, body: { document: changed, revision } })).name).toBe(changed.name);
    await shareWith(id, viewer.did, 'run');
    expect(await codeOf(viewer.call(saveDraft, { params: { id }, body: { document, revision: revision + 1 } }))).toBe(
      'role_insufficient',
    );
    await run(viewer, id);
    const { items } = await sluice.call(listShares, { params: { id }, query: { ended: 'true' } });
    expect(items.map(({ rights, status }) => [rights, status])).toEqual([
      ['run', 'active'],
      ['edit', 'revoked'],
    ]);
    expect((await viewer.call(listWorkflows)).items.length).toBeGreaterThan(1);
  });

  it('is refused for a key that was revoked, for one that is none, and for an end that is over', async () => {
    const id = await create();
    const gone = guest();
    await shareWith(id, gone.did, 'view');
    await sluice.call(revokeKey, { params: { did: gone.did } });
    expect(await codeOf(gone.call(getWorkflow, { params: { id } }))).toBe('key_revoked');
    expect(await codeOf(shareWith(id, gone.did, 'view'))).toBe('conflict');
    expect(await codeOf(shareWith(id, 'did:key:somebody', 'view'))).toBe('request_invalid');
    expect(await codeOf(shareWith(id, guest().did, 'view', { expiresAt: soon(-1000) }))).toBe('request_invalid');
    expect(await codeOf(shareWith('nothing', guest().did, 'view'))).toBe('not_found');
  });

  it('that is archived leaves the list, and says so', async () => {
    const id = await create();
    const gwen = guest();
    await shareWith(id, gwen.did, 'view');
    await sluice.call(archiveWorkflow, { params: { id } });
    expect((await gwen.call(listSharedWithMe)).items).toMatchObject([{ archived: true }]);
    expect((await gwen.call(listWorkflows)).items).toEqual([]);
  });
});

describe('a share link', () => {
  it('makes a guest of whoever opens it, under the name that they give, and keeps no secret', async () => {
    const id = await create();
    const { secret, share } = await shareByLink(id, 'run');
    const gwen = guest();
    const got = await redeem(gwen, secret);
    expect(got).toMatchObject({
      workflowName: 'Asks',
      share: { workflowId: id, rights: 'run', linkId: share.id, to: { kind: 'principal', did: gwen.did }, note: 'Gwen' },
    });
    expect(await gwen.call(getMe)).toMatchObject({ role: 'guest', name: 'Gwen' });
    expect((await sluice.call(listKeys)).items).toContainEqual(expect.objectContaining({ did: gwen.did, role: 'guest' }));
    expect((await redeem(gwen, secret, 'Gwen again')).share.id).toBe(got.share.id);
    await run(gwen, id);
    const shares = await sluice.call(listShares, { params: { id } });
    expect(shares.items).toMatchObject([{ id: got.share.id }, { id: share.id, to: { kind: 'link', uses: 1, maxUses: null } }]);
    expect(JSON.stringify(shares)).not.toContain(secret);
  });

  it('ends, with all that came from it, when it is revoked', async () => {
    const id = await create();
    const { secret, share } = await shareByLink(id, 'view');
    const [gwen, hugo] = [guest(), guest()];
    await Promise.all([redeem(gwen, secret), redeem(hugo, secret)]);
    await revoke(id, share.id);
    for (const who of [gwen, hugo]) expect(await codeOf(who.call(getWorkflow, { params: { id } }))).toBe('share_ended');
    expect(await codeOf(redeem(guest(), secret))).toBe('share_ended');
    expect((await sluice.call(listShares, { params: { id } })).items).toEqual([]);
    expect((await sluice.call(listShares, { params: { id }, query: { ended: 'true' } })).items).toHaveLength(3);
  });

  it('can be for some only, and takes back what it gave to one for good', async () => {
    const id = await create();
    const { secret } = await shareByLink(id, 'view', { maxUses: 1 });
    const gwen = guest();
    const { share } = await redeem(gwen, secret);
    const late = guest();
    expect(await codeOf(redeem(late, secret))).toBe('share_link_used_up');
    expect(await codeOf(late.call(getMe))).toBe('key_unknown');
    await revoke(id, share.id);
    expect(await codeOf(redeem(gwen, secret))).toBe('share_ended');
    expect(await codeOf(redeem(gwen, createLinkSecret().secret))).toBe('share_link_invalid');
  });

  it('does nothing for a key that was revoked', async () => {
    const id = await create();
    const { secret } = await shareByLink(id, 'view');
    const gwen = guest();
    await redeem(gwen, secret);
    await sluice.call(revokeKey, { params: { did: gwen.did } });
    expect(await codeOf(redeem(gwen, secret))).toBe('key_revoked');
  });
});

describe('the end of a share', () => {
  it('comes at its time, for what is open as well, and outlives a restart', async () => {
    const id = await create();
    const gwen = guest();
    const executionId = await run(sluice, id);
    await shareWith(id, gwen.did, 'view', { expiresAt: soon(1500) });
    const stream = await Stream.open(gwen);
    stream.send({ type: 'subscribe', id: 's', executionId, after: 0 });
    await stream.whenStatus('s', 'waiting');
    await stream.whenError('share_ended');
    const refusal = await refusalOf(gwen.call(getWorkflow, { params: { id } }));
    expect([refusal.code, refusal.message]).toEqual(['share_ended', expect.stringContaining('expired on')]);
    await eventually('a note of it', async () => {
      const { items } = await sluice.call(listShares, { params: { id }, query: { ended: 'true' } });
      return items[0]?.status === 'expired';
    });
    stream.close();
  });

  it('ends what a stream shows at once, and a new subscription is refused', async () => {
    const [id, other] = [await create(), await create()];
    const gwen = guest();
    const share = await shareWith(id, gwen.did, 'view');
    const executionId = await run(sluice, id);
    await whenStatus(sluice, executionId, 'waiting');
    const stream = await Stream.open(gwen);
    stream.send({ type: 'subscribe-list', id: 'all' });
    stream.send({ type: 'subscribe', id: 'one', executionId, after: 0 });
    await stream.whenStatus('one', 'waiting');
    const [hidden, shown] = [await run(sluice, other), await run(sluice, id)];
    await eventually('the status of what is shared', async () =>
      stream.statusesOf('all').some((frame) => frame.executionId === shown && frame.status === 'waiting'),
    );
    stream.send({ type: 'subscribe', id: 'hidden', executionId: hidden, after: 0 });
    expect(await stream.whenError('not_shared')).toMatchObject({ id: 'hidden' });
    expect(stream.statusesOf('all').map((frame) => frame.executionId)).not.toContain(hidden);

    await revoke(id, share.id);
    expect(await stream.whenError('share_ended')).toMatchObject({ id: 'one' });
    const seen = stream.frames.length;
    await sluice.call(cancelExecution, { params: { id: executionId }, body: {} });
    await whenStatus(sluice, executionId, 'cancelled');
    await sleep(100);
    expect(stream.frames.slice(seen)).toEqual([]);
    stream.send({ type: 'subscribe', id: 'again', executionId, after: 0 });
    await eventually('a refusal', async () => stream.of('again').some((frame) => frame.type === 'error'));
    stream.close();
  });
});

describe('the token of a resume link', () => {
  it('is for those who may follow it: not for viewers, nor for a guest, unless it is of an execution that the guest has started', async () => {
    const id = await create();
    const viewer = guest();
    const gwen = guest();
    await sluice.call(addKey, { body: { did: viewer.did, role: 'viewer', name: 'Vic' } });
    await shareWith(id, gwen.did, 'run');
    const mine = await run(sluice, id);
    const theirs = await run(gwen, id);
    const waitOf = async (by: Pick<TestPrincipal, 'call'>, executionId: string) =>
      (await by.call(getExecution, { params: { id: executionId } })).waits[0]?.wait;
    await whenStatus(sluice, mine, 'waiting');
    await whenStatus(sluice, theirs, 'waiting');
    const wait = await waitOf(sluice, mine);
    const token = wait?.kind === 'resume' ? (wait.token ?? '') : '';
    expect(token).toMatch(/^\S{60,}$/);
    for (const who of [viewer, gwen]) expect(await waitOf(who, mine)).toEqual({ kind: 'resume', note: 'Is it good?' });
    expect(await waitOf(gwen, theirs)).toMatchObject({ token: expect.stringContaining(theirs) });
    expect(await waitOf(viewer, theirs)).toEqual({ kind: 'resume', note: 'Is it good?' });

    const stream = await Stream.open(viewer);
    stream.send({ type: 'subscribe', id: 's', executionId: mine, after: 0 });
    await stream.whenStatus('s', 'waiting');
    const shown = await viewer.call(getExecutionEvents, { params: { id: mine } });
    expect(stream.eventsOf('s')).toEqual(shown.events);
    const listed = await viewer.call(listExecutions, { query: { limit: 200 } });
    expect(JSON.stringify([shown, stream.frames, listed])).not.toContain(token.slice(-43));
    expect(JSON.stringify(await journalOf(sluice, mine))).toContain(token);
    // Nor can it be found out piece by piece.
    const search = token.slice(-43, -33);
    expect((await viewer.call(listExecutions, { query: { search } })).items).toEqual([]);
    stream.close();
  });
});

describe('a blob', () => {
  it('is not to be had by naming its hash in an execution of what is shared', async () => {
    const [secretId, id] = [await create(), await create()];
    const hidden = await run(sluice, secretId, [{ text: 'hidden '.repeat(5000) }] as [object]);
    const [first] = await journalOf(sluice, hidden);
    const { sha256 = '', size } = (first as unknown as { items: { blob?: { sha256: string; size: number } } }).items.blob ?? {};
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const gwen = guest();
    await shareWith(id, gwen.did, 'edit');
    expect(await codeOf(run(gwen, id, [{ deep: [{ sha256, size }] }] as [object]))).toBe('not_shared');
    expect(await codeOf(gwen.call(readBlob, { params: { sha256 } }))).toBe('not_shared');
    await run(sluice, id, [{ deep: [{ sha256, size }] }] as [object]);
    expect((await gwen.client.call({ method: 'GET', path: `/v1/blobs/${sha256}` })).status).toBe(200);
  });
});
