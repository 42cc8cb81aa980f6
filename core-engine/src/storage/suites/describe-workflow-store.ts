import type { WorkflowDocument } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WorkflowQuery, WorkflowStore } from '../ports/workflow-store.ts';
import { HASH_1, hooks, newWorkflow, sampleDocument, sampleWorkflows } from './sample-workflows.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

/** What every workflow store must do with drafts and their list, whatever it stands on. */
export function describeWorkflowStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: WorkflowStore;
  const { create, publish } = sampleWorkflows(() => store);

  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.workflows;
  });
  afterEach(() => fixture.dispose());

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
}
