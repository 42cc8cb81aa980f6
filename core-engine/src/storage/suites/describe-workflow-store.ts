import type { WorkflowDocument } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActiveTriggers, WorkflowQuery, WorkflowStore } from '../ports/workflow-store.ts';
import { completedRun, sampleExecution } from './sample-changes.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

const HASH_1 = '1'.repeat(64);
const HASH_2 = '2'.repeat(64);

function sampleDocument(name: string, x = 0): WorkflowDocument {
  return { format: 'sluice/1', name, settings: {}, nodes: {}, edges: [], layout: { a: { x } } };
}

/** What every workflow store must do, whatever it stands on. */
export function describeWorkflowStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: WorkflowStore;

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.workflows;
  });
  afterEach(() => fixture.dispose());

  const newWorkflow = (id: string, nowMs = 1000, name = `Workflow ${id}`) => ({
    id,
    owner: 'did:key:owner',
    document: sampleDocument(name),
    triggers: [],
    nowMs,
  });
  const create = (id: string, nowMs = 1000, name = `Workflow ${id}`) => store.create(newWorkflow(id, nowMs, name));
  const publish = (workflowId: string, hash: string, over: Partial<Parameters<WorkflowStore['publish']>[0]> = {}) =>
    store.publish({
      workflowId,
      hash,
      document: sampleDocument(`At ${hash[0]}`),
      message: 'm',
      createdBy: 'did:key:me',
      nowMs: 2000,
      ...over,
    });
  const hooks = (...webhooks: [method: string, path: string, nodeId?: string][]): ActiveTriggers => ({
    webhooks: webhooks.map(([method, path, nodeId = 'hook']) => ({ method, path, nodeId })),
    schedules: [],
  });
  const activate = (workflowId: string, triggers: ActiveTriggers, version = HASH_1) =>
    store.activate({ workflowId, version, triggers, nowMs: 3000 });

  describe('drafts', () => {
    it('are made, found, and kept over a restart', async () => {
      const triggers = [{ nodeId: 'hook', type: 'core.webhook@1', path: 'a', method: 'POST' }];
      const made = await store.create({ id: 'w', owner: 'did:key:owner', document: sampleDocument('First'), triggers, nowMs: 5 });
      const row = {
        id: 'w',
        name: 'First',
        owner: 'did:key:owner',
        createdAtMs: 5,
        updatedAtMs: 5,
        revision: 1,
        archived: false,
        triggers,
        publishedVersion: undefined,
        activeVersion: undefined,
        folder: '',
        tags: [],
      };
      expect(made).toEqual(row);
      store = (await fixture.reopen()).workflows;
      expect(await store.find('w')).toEqual(row);
      expect(await store.findDraft('w')).toEqual({ workflow: row, document: sampleDocument('First') });
      expect(await store.find('x')).toBeUndefined();
      expect(await store.findDraft('x')).toBeUndefined();
    });

    it('are saved by whoever knows the newest revision, and by nobody else', async () => {
      await create('w');
      const save = (revision: number, name: string) =>
        store.saveDraft({ id: 'w', revision, document: sampleDocument(name), triggers: [], nowMs: 2000 });
      expect(await save(1, 'Mine')).toMatchObject({ ok: true, workflow: { revision: 2, name: 'Mine', updatedAtMs: 2000 } });
      expect(await save(1, 'Yours')).toEqual({ ok: false, code: 'conflict', revision: 2 });
      expect((await store.findDraft('w'))?.document.name).toBe('Mine');
      expect(await store.saveDraft({ id: 'x', revision: 1, document: sampleDocument('x'), triggers: [], nowMs: 1 })).toEqual({
        ok: false,
        code: 'unknown',
      });
    });

    it('lose no save when many save at once', async () => {
      await create('w');
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          store.saveDraft({ id: 'w', revision: 1, document: sampleDocument(`n${at}`), triggers: [], nowMs: 1 }),
        ),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    });
  });

  describe('the list', () => {
    it('gives newest change first, page by page, each once', async () => {
      for (let at = 0; at < 9; at++) await create(`w${at}`, 1000 + Math.floor(at / 3));
      const ids: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<WorkflowStore['list']>> = await store.list({
          limit: 2,
          ...(cursor === null ? {} : { cursor }),
        });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(ids).toEqual(['w6', 'w7', 'w8', 'w3', 'w4', 'w5', 'w0', 'w1', 'w2']);
    });

    it('searches names in any case and takes no character for a wildcard', async () => {
      await create('a', 1, 'Große Überweisung');
      await create('b', 2, '100% sure_thing');
      const search = async (text: string) => (await store.list({ search: text, limit: 10 })).items.map(({ id }) => id);
      expect(await search('GROSSE')).toEqual([]);
      expect(await search('überWEIS')).toEqual(['a']);
      expect(await search('%')).toEqual(['b']);
      expect(await search('e_t')).toEqual(['b']);
      expect(await search('')).toEqual(['b', 'a']);
    });

    it('is filed in folders and under tags, without a change of the workflow itself', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await create(id);
      const before = await store.find('a');
      await store.organize({ id: 'a', folder: 'Sales', tags: ['Daily', 'eu'] });
      await store.organize({ id: 'b', folder: 'Sales/Europe', tags: ['eu'] });
      await store.organize({ id: 'c', folder: 'Sales and more' });
      expect(await store.organize({ id: 'a' })).toEqual({ ...before, folder: 'Sales', tags: ['Daily', 'eu'] });
      expect(await store.organize({ id: 'x', folder: 'Sales' })).toBeUndefined();

      const ids = async (query: Partial<WorkflowQuery>) => (await store.list({ limit: 10, ...query })).items.map(({ id }) => id);
      expect(await ids({ folder: 'Sales' })).toEqual(['a', 'b']);
      expect(await ids({ folder: 'Sales/Europe' })).toEqual(['b']);
      expect(await ids({ folder: 'sales' })).toEqual([]);
      expect(await ids({ folder: '' })).toEqual(['a', 'b', 'c', 'd']);
      expect(await ids({ tag: 'eu' })).toEqual(['a', 'b']);
      expect(await ids({ tag: 'Daily', folder: 'Sales' })).toEqual(['a']);
      expect(await ids({ search: 'DAIL' })).toEqual(['a']);
      await store.setArchived('c', true, 5);
      expect(await store.listFolders()).toEqual({
        folders: [
          { path: 'Sales', count: 1 },
          { path: 'Sales/Europe', count: 1 },
        ],
        tags: [
          { tag: 'Daily', count: 1 },
          { tag: 'eu', count: 2 },
        ],
        total: 3,
        archived: 1,
      });
    });

    it('moves a folder with all below it, and no other of a like name', async () => {
      for (const [id, folder] of [
        ['a', 'Sales'],
        ['b', 'Sales/Europe'],
        ['c', 'Sales 2'],
      ] as const)
        await store.create({ ...newWorkflow(id), filing: { folder } });
      const folders = async () => (await store.listFolders()).folders.map(({ path }) => path);
      expect(await store.moveFolder('Sales', 'Old/Sales')).toBe(2);
      expect(await folders()).toEqual(['Old/Sales', 'Old/Sales/Europe', 'Sales 2']);
      expect(await store.moveFolder('Old/Sales', '')).toBe(2);
      expect(await folders()).toEqual(['Europe', 'Sales 2']);
      expect((await store.find('a'))?.folder).toBe('');
    });

    it('finds what mentions a text in its draft or its active version', async () => {
      const naming = (text: string): WorkflowDocument => ({ ...sampleDocument('Named'), settings: { vars: { text } } });
      await store.create({ ...newWorkflow('a'), document: naming('say "hi"') });
      await store.create({ ...newWorkflow('b'), document: naming('nothing') });
      await publish('b', HASH_1, { document: naming('say "hi" too'), activate: hooks() });
      await store.create({ ...newWorkflow('c'), document: naming('say "hi"') });
      await store.setArchived('c', true, 5);
      const found = await store.findMentions('say "hi"');
      expect(found.map(({ workflow, active }) => [workflow.id, active?.settings.vars])).toEqual([
        ['a', undefined],
        ['b', { text: 'say "hi" too' }],
      ]);
    });

    it('shows the archive apart', async () => {
      await create('a');
      await create('b');
      expect(await store.setArchived('a', true, 5000)).toMatchObject({ archived: true, updatedAtMs: 5000 });
      expect((await store.list({ limit: 10 })).items.map(({ id }) => id)).toEqual(['b']);
      expect((await store.list({ limit: 10, archived: true })).items.map(({ id }) => id)).toEqual(['a']);
      expect(await store.setArchived('a', false, 6000)).toMatchObject({ archived: false });
      expect(await store.setArchived('x', true, 1)).toBeUndefined();
    });
  });

  describe('versions', () => {
    it('are numbered, immutable and found by hash, with their own layout', async () => {
      await create('w');
      expect(await publish('w', HASH_1)).toEqual({
        ok: true,
        version: { hash: HASH_1, number: 1, message: 'm', createdAtMs: 2000, createdBy: 'did:key:me', active: false },
      });
      expect(await publish('w', HASH_2, { message: 'second' })).toMatchObject({
        ok: true,
        version: { number: 2, message: 'second' },
      });
      await create('v');
      await publish('v', HASH_1, { document: sampleDocument('At 1', 77) });
      expect((await store.listVersions('w')).map(({ number }) => number)).toEqual([2, 1]);
      expect((await store.findVersion('w', HASH_1))?.document.layout).toEqual({ a: { x: 0 } });
      expect((await store.findVersion('v', HASH_1))?.document.layout).toEqual({ a: { x: 77 } });
      expect((await store.findDocument(HASH_2))?.name).toBe('At 2');
      expect(await store.findVersion('v', HASH_2)).toBeUndefined();
      expect(await publish('x', HASH_1)).toEqual({ ok: false, code: 'unknown' });
    });

    it('made of the same document again are the one that is there, and count as published last', async () => {
      await create('w');
      await publish('w', HASH_1);
      await publish('w', HASH_2);
      expect(await publish('w', HASH_1, { message: 'again', nowMs: 9000 })).toMatchObject({
        ok: true,
        version: { number: 1, message: 'm', createdAtMs: 2000 },
      });
      expect((await store.find('w'))?.publishedVersion).toBe(HASH_1);
      expect(await store.listVersions('w')).toHaveLength(2);
    });

    it('are activated with publishing, or neither happens', async () => {
      await create('a');
      await create('b');
      expect(await publish('a', HASH_1, { activate: hooks(['POST', 'orders']) })).toMatchObject({
        ok: true,
        version: { active: true },
      });
      const refused = await publish('b', HASH_2, { activate: hooks(['POST', 'orders']) });
      expect(refused).toMatchObject({ ok: false, code: 'webhook_path_taken', workflowId: 'a' });
      expect(await store.listVersions('b')).toEqual([]);
      expect(await store.find('b')).toMatchObject({ publishedVersion: undefined, activeVersion: undefined, updatedAtMs: 1000 });
    });
  });

  describe('documents', () => {
    it('are kept by hash, and purged when nothing names them', async () => {
      await create('w');
      await publish('w', HASH_1);
      const [running, idle, young] = ['3'.repeat(64), '4'.repeat(64), '5'.repeat(64)];
      for (const hash of [running, idle, young]) await store.putDocument(hash, sampleDocument('d'), 100);
      await store.putDocument(young, sampleDocument('d'), 900);
      await fixture.storage.executions.commit([completedRun('e', { create: sampleExecution({ version: running }) })]);
      expect(await store.purgeDocuments(500)).toBe(1);
      expect(await store.findDocument(idle)).toBeUndefined();
      for (const hash of [running, young, HASH_1]) expect(await store.findDocument(hash)).toBeDefined();
    });
  });

  describe('activation', () => {
    beforeEach(async () => {
      for (const id of ['a', 'b']) {
        await create(id);
        await publish(id, HASH_1);
        await publish(id, HASH_2);
      }
    });

    it('lets webhooks find their workflow, and the next version replaces them', async () => {
      expect(await activate('a', hooks(['POST', 'orders'], ['GET', 'orders/list', 'list']))).toMatchObject({
        ok: true,
        workflow: { activeVersion: HASH_1, updatedAtMs: 3000 },
      });
      expect(await store.findWebhook('POST', 'orders')).toEqual({
        workflowId: 'a',
        workflowName: 'Workflow a',
        owner: 'did:key:owner',
        version: HASH_1,
        nodeId: 'hook',
        method: 'POST',
      });
      expect(await store.findWebhook('GET', 'orders')).toBeUndefined();
      expect(await store.webhookMethods('orders')).toEqual(['POST']);
      await activate('a', hooks(['PUT', 'orders']), HASH_2);
      expect(await store.findWebhook('POST', 'orders')).toBeUndefined();
      expect(await store.findWebhook('GET', 'orders/list')).toBeUndefined();
      expect(await store.findWebhook('PUT', 'orders')).toMatchObject({ version: HASH_2 });
      expect((await store.listVersions('a')).filter(({ active }) => active).map(({ hash }) => hash)).toEqual([HASH_2]);
    });

    it('is refused, with nothing changed, when another workflow has the path', async () => {
      await activate('a', hooks(['POST', 'orders']));
      await activate('b', hooks(['POST', 'mine']));
      const refusal = {
        ok: false,
        code: 'webhook_path_taken',
        method: 'POST',
        path: 'orders',
        workflowId: 'a',
        workflowName: 'Workflow a',
        nodeId: 'hook',
      };
      expect(await activate('b', hooks(['POST', 'free'], ['POST', 'orders']))).toEqual(refusal);
      expect(await store.findWebhook('POST', 'mine')).toMatchObject({ workflowId: 'b' });
      expect(await store.findWebhook('POST', 'free')).toBeUndefined();
      expect(await activate('b', hooks(['GET', 'orders']))).toMatchObject({ ok: true });
    });

    it('takes `*` for every method', async () => {
      await activate('a', hooks(['*', 'any'], ['POST', 'any', 'exact']));
      expect(await store.findWebhook('POST', 'any')).toMatchObject({ nodeId: 'exact', method: 'POST' });
      expect(await store.findWebhook('DELETE', 'any')).toMatchObject({ nodeId: 'hook', method: '*' });
      expect(await activate('b', hooks(['GET', 'any']))).toMatchObject({ code: 'webhook_path_taken', workflowId: 'a' });
      await activate('b', hooks(['GET', 'one']));
      expect(await activate('a', hooks(['*', 'one']))).toMatchObject({ code: 'webhook_path_taken', workflowId: 'b' });
    });

    it('is refused when two nodes of one workflow want the same path', async () => {
      expect(await activate('a', hooks(['POST', 'x', 'one'], ['POST', 'x', 'two']))).toMatchObject({
        code: 'webhook_path_taken',
        workflowId: 'a',
        workflowName: 'Workflow a',
        nodeId: 'one',
      });
    });

    it('goes to one of two workflows that want the same path at once', async () => {
      const results = await Promise.all([activate('a', hooks(['POST', 'x'])), activate('b', hooks(['POST', 'x']))]);
      expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    });

    it('is refused for what is not there and for the archive', async () => {
      expect(await activate('x', hooks())).toEqual({ ok: false, code: 'unknown' });
      expect(await activate('a', hooks(), '9'.repeat(64))).toEqual({ ok: false, code: 'version_unknown' });
      await store.setArchived('a', true, 1);
      expect(await activate('a', hooks())).toEqual({ ok: false, code: 'archived' });
      expect(await publish('a', HASH_2, { activate: hooks() })).toEqual({ ok: false, code: 'archived' });
    });

    it('ends with deactivation and with archiving', async () => {
      await activate('a', {
        ...hooks(['POST', 'a']),
        schedules: [{ nodeId: 's', cron: '* * * * *', timeZone: 'UTC', nextAtMs: 1 }],
      });
      await activate('b', hooks(['POST', 'b']));
      expect((await store.listActive()).map(({ workflowId }) => workflowId).sort()).toEqual(['a', 'b']);
      expect(await store.deactivate('a', 4000)).toMatchObject({ activeVersion: undefined, updatedAtMs: 4000 });
      await store.setArchived('b', true, 4000);
      expect(await store.listActive()).toEqual([]);
      expect(await store.findWebhook('POST', 'a')).toBeUndefined();
      expect(await store.findWebhook('POST', 'b')).toBeUndefined();
      expect(await store.nextScheduleAt()).toBeUndefined();
      expect(await store.deactivate('x', 1)).toBeUndefined();
    });
  });

  describe('schedules', () => {
    beforeEach(async () => {
      await create('a');
      await publish('a', HASH_1);
      const schedule = (nodeId: string, nextAtMs: number) => ({ nodeId, cron: '0 * * * *', timeZone: 'Europe/Berlin', nextAtMs });
      await activate('a', { webhooks: [], schedules: [schedule('late', 300), schedule('soon', 100), schedule('next', 200)] });
    });

    it('are due in order of time', async () => {
      expect(await store.nextScheduleAt()).toBe(100);
      const due = await store.dueSchedules(250, 10);
      expect(due.map(({ nodeId }) => nodeId)).toEqual(['soon', 'next']);
      expect(due[0]).toEqual({
        workflowId: 'a',
        workflowName: 'Workflow a',
        owner: 'did:key:owner',
        version: HASH_1,
        nodeId: 'soon',
        cron: '0 * * * *',
        timeZone: 'Europe/Berlin',
        nextAtMs: 100,
      });
      expect(await store.dueSchedules(250, 1)).toHaveLength(1);
      expect(await store.dueSchedules(99, 10)).toEqual([]);
    });

    it('are advanced by one of many who saw the same tick', async () => {
      const advance = () => store.advanceSchedule({ workflowId: 'a', nodeId: 'soon', fromMs: 100, toMs: 400 });
      const won = await Promise.all([advance(), advance(), advance()]);
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.nextScheduleAt()).toBe(200);
    });
  });
}
