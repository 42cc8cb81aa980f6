import {
  type Change,
  diffDocuments,
  type Presence,
  type ServerFrame,
  type WorkflowDocument,
  workflowDocument,
} from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DraftPump } from '../api/pump-draft.ts';
import type { WorkflowRow } from '../storage/ports/workflow-store.ts';
import { SqliteWorkflowStore } from '../storage/sqlite/sqlite-workflow-store.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../storage/sqlite/temporary-database.ts';
import { DraftRooms } from './draft-room.ts';
import { DraftService } from './draft-service.ts';

const first = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' } },
});
const param = (id: string, value: number): Change[] => [{ path: ['nodes', id, 'params', 'value'], value }];
const batches = (function* () {
  for (let number = 1; ; number++) yield `batch-${number}`;
})();
const batch = (): string => batches.next().value ?? '';

let database: TemporaryDatabase;
let store: SqliteWorkflowStore;
let rooms: DraftRooms;
let drafts: DraftService;
beforeEach(async () => {
  database = createTemporaryDatabase();
  store = new SqliteWorkflowStore(database.database);
  rooms = new DraftRooms();
  await store.create({ id: 'w', owner: 'did:a', document: first, triggers: [], nowMs: 0 });
  const workflows = {
    get: async () => undefined as never,
    save: async (id: string, document: WorkflowDocument, revision: number) => {
      const saved = await store.saveDraft({ id, document, revision, triggers: [], nowMs: 0 });
      if (!saved.ok) throw new Error(saved.code);
      return { revision: saved.workflow.revision } as never;
    },
  };
  drafts = new DraftService({ store, workflows, rooms, clock: () => 0 });
});
afterEach(() => database[Symbol.dispose]());

const stored = async () => (await store.findDraft('w'))?.document;

describe('changes of a draft', () => {
  it('are made to the newest draft, and tell what happened since', async () => {
    const one = await drafts.change('w', { changes: param('a', 1), revision: 1, batch: batch() }, 'did:a');
    expect(one).toMatchObject({ revision: 2, since: [] });
    const two = await drafts.change('w', { changes: param('b', 2), revision: 1, batch: batch() }, 'did:b');
    expect(two).toMatchObject({ revision: 3, since: [{ revision: 2, changes: param('a', 1), by: 'did:a' }] });
    expect((await stored())?.nodes).toMatchObject({ a: { params: { value: 1 } }, b: { params: { value: 2 } } });
  });

  it('are refused by a draft that a newer engine wrote, which stays as it is', async () => {
    const newer = { ...first, format: 'sluice/2', steps: [] } as unknown as WorkflowDocument;
    await store.create({ id: 'newer', owner: 'did:a', document: newer, triggers: [], nowMs: 0 });
    const change = drafts.change('newer', { changes: param('a', 1), revision: 1, batch: batch() }, 'did:a');
    await expect(change).rejects.toMatchObject({ code: 'document_format_newer', detail: expect.stringContaining('sluice/2') });
    await expect(drafts.save('newer', first, 1, 'did:a')).rejects.toMatchObject({ code: 'document_format_newer' });
    expect((await store.findDraft('newer'))?.document).toEqual(newer);
  });

  it('are made once, however often the same batch comes', async () => {
    const mine = { changes: param('a', 1), revision: 1, batch: batch() };
    await drafts.change('w', mine, 'did:a');
    await drafts.change('w', { changes: param('a', 2), revision: 2, batch: batch() }, 'did:b');
    const again = await drafts.change('w', mine, 'did:a');
    expect(again.revision).toBe(2);
    expect((await stored())?.nodes['a']?.params).toEqual({ value: 2 });
  });

  it('all arrive when they are made at once', async () => {
    const ids = Array.from({ length: 15 }, (_, index) => `n${index}`);
    await Promise.all(
      ids.map((id) =>
        drafts.change(
          'w',
          { changes: [{ path: ['nodes', id], value: { type: 'core.set@1', params: {} } }], revision: 1, batch: batch() },
          'did:a',
        ),
      ),
    );
    expect(Object.keys((await stored())?.nodes ?? {}).sort()).toEqual(['a', 'b', ...ids].sort());
  });

  it('bring the whole draft when the engine no longer knows what happened since', async () => {
    await store.saveDraft({ id: 'w', document: { ...first, name: 'B' }, revision: 1, triggers: [], nowMs: 0 });
    const answer = await drafts.change('w', { changes: param('a', 1), revision: 1, batch: batch() }, 'did:a');
    expect(answer).toMatchObject({ revision: 3, since: [], document: { name: 'B', nodes: { a: { params: { value: 1 } } } } });
  });

  it.each<[string, Change[], RegExp]>([
    ['a cell that no document has', [{ path: ['edge', 'x'], value: 1 }], /no cell edge\/x/],
    ['a value that its cell cannot hold', [{ path: ['nodes', 'n'], value: { type: 'no' } }], /module.name@major/],
    ['no name', [{ path: ['name'] }], /would not be one/],
  ])('are refused for %s, and nothing is changed', async (_, changes, message) => {
    await expect(drafts.change('w', { changes, revision: 1, batch: batch() }, 'did:a')).rejects.toThrow(message);
    expect(await stored()).toEqual(first);
  });

  it('say when there is no such workflow, or the caller is ahead of the engine', async () => {
    const request = { changes: [], revision: 1, batch: batch() };
    await expect(drafts.change('nope', request, 'did:a')).rejects.toMatchObject({ code: 'workflow_unknown' });
    await expect(drafts.change('w', { ...request, revision: 9 }, 'did:a')).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('who has a draft open', () => {
  function open(after: number, did = 'did:v') {
    const frames: ServerFrame[] = [];
    const versions: ServerFrame[] = [];
    const controller = new AbortController();
    const pump = new DraftPump({
      id: 's',
      workflowId: 'w',
      after,
      did,
      rooms,
      find: async () => (await store.find('w')) as WorkflowRow,
      check: async () => {},
      send: async (frame) => void (frame.type === 'versions' ? versions : frames).push(frame),
      signal: controller.signal,
    });
    const running = pump.run();
    const close = (): Promise<void> => {
      controller.abort();
      return running;
    };
    return { frames, versions, pump, close };
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('is told of every change in order, those before it came included', async () => {
    await drafts.change('w', { changes: param('a', 1), revision: 1, batch: batch() }, 'did:a');
    const visitor = open(1);
    await drafts.change('w', { changes: param('a', 2), revision: 2, batch: batch() }, 'did:a');
    const next = { ...first, name: 'Saved' };
    await drafts.save('w', next, 3, 'did:b');
    await settle();
    expect(visitor.frames).toMatchObject([
      { type: 'draft', revision: 2, changes: param('a', 1) },
      { type: 'draft', revision: 3, changes: param('a', 2) },
      { type: 'draft', revision: 4, by: 'did:b' },
    ]);
    expect(diffDocuments(first, next)).toContainEqual({ path: ['name'], value: 'Saved' });
    await visitor.close();
  });

  it('is told of a gap when changes are no longer known', async () => {
    await store.saveDraft({ id: 'w', document: first, revision: 1, triggers: [], nowMs: 0 });
    const visitor = open(1);
    await settle();
    expect(visitor.frames).toEqual([{ type: 'draft-gap', id: 's', workflowId: 'w', revision: 2 }]);
    await visitor.close();
  });

  it('is told of a gap when it knows a draft that was here before an older state was restored', async () => {
    const visitor = open(9);
    await settle();
    expect(visitor.frames).toEqual([{ type: 'draft-gap', id: 's', workflowId: 'w', revision: 1 }]);
    await drafts.change('w', { changes: param('a', 1), revision: 1, batch: batch() }, 'did:a');
    await settle();
    expect(visitor.frames.at(-1)).toMatchObject({ type: 'draft', revision: 2 });
    await visitor.close();
  });

  it('is told which versions are published and active, when it comes and when somebody makes them others', async () => {
    const visitor = open(1);
    await settle();
    const publishing = { workflowId: 'w', document: first, message: '', createdBy: 'did:b', nowMs: 0 };
    await store.publish({ ...publishing, hash: 'f'.repeat(64), activate: { webhooks: [], schedules: [] } });
    rooms.tellVersions('w', 'did:b');
    await settle();
    await store.deactivate('w', 0);
    rooms.tellVersions('w', 'did:c');
    await settle();
    const of = { type: 'versions', id: 's', workflowId: 'w', archived: false };
    expect(visitor.versions).toEqual([
      { ...of, publishedVersion: null, activeVersion: null },
      { ...of, publishedVersion: 'f'.repeat(64), activeVersion: 'f'.repeat(64), by: 'did:b' },
      { ...of, publishedVersion: 'f'.repeat(64), activeVersion: null, by: 'did:c' },
    ]);
    await visitor.close();
  });

  it('sees the others come, move and go, and not itself', async () => {
    const at = (x: number): Presence => ({ pointer: { x, y: 0 }, selection: [], active: true });
    const one = open(1, 'did:one');
    one.pump.tell(at(1));
    const two = open(1, 'did:two');
    await settle();
    one.pump.tell(at(2));
    two.pump.tell(at(9));
    await settle();
    await one.close();
    await settle();
    expect(two.frames.at(-1)).toEqual({ type: 'presence', id: 's', workflowId: 'w', guest: 'g1', did: 'did:one' });
    expect(two.frames.at(-2)).toMatchObject({ did: 'did:one', presence: at(2) });
    expect(one.frames).toMatchObject([{ did: 'did:two', presence: at(9) }]);
    await two.close();
  });
});
