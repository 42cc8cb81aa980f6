import { applyChanges, type Change, diffDocuments, SluiceError, type WorkflowVersion, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from '../draft/draft-store.ts';
import { DraftSync } from '../draft/draft-sync.ts';
import { createTheirs } from '../draft/theirs.ts';
import { publishShown } from './publish-shown.ts';

const first = workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: { a: { type: 'core.set@1' } } });
const set = (value: number): Change[] => [{ path: ['nodes', 'a', 'params', 'value'], value }];
const move = (x: number): Change[] => [{ path: ['layout', 'a'], value: { x, y: 0 } }];

/** The engine's side of drafts and publishing, with somebody else who changes the draft. */
class Engine {
  document = first;
  revision = 1;
  readonly published: (typeof first)[] = [];
  tell: ((changes: readonly Change[], revision: number) => void) | undefined;

  change(changes: readonly Change[]): number {
    this.document = applyChanges(this.document, changes);
    this.revision += 1;
    return this.revision;
  }

  /** `isHeard`: the page is told of it at once. */
  theirs(changes: readonly Change[], isHeard: boolean): void {
    const revision = this.change(changes);
    if (isHeard) this.tell?.(changes, revision);
  }

  publish(revision: number): WorkflowVersion {
    if (revision !== this.revision) throw new SluiceError('draft_changed', 'The draft was changed.');
    this.published.push(this.document);
    const number = this.published.length;
    return { version: 'f'.repeat(64), number, message: '', createdAt: '', createdBy: 'did:me', active: false };
  }
}

function open(engine: Engine) {
  const store = createDraftStore(engine.document);
  const theirs = createTheirs(store);
  let batches = 0;
  const sync = new DraftSync({
    store,
    draft: { document: engine.document, revision: engine.revision },
    change: async ({ changes }, revision) => {
      const before = engine.document;
      const isFirst = revision === engine.revision;
      const next = engine.change(changes);
      return { revision: next, since: [], issues: [], ...(isFirst ? {} : { document: applyChanges(before, changes) }) };
    },
    fetch: async () => ({ document: structuredClone(engine.document), revision: engine.revision }),
    onKnown: () => {},
    onTheirs: theirs.take,
    onRemains: () => {},
    isTemporary: () => false,
    isConflict: () => false,
    pause: async () => {},
    createName: () => `batch-${batches++}`,
    limits: { bytes: 1_000_000, changes: 1000 },
    loadSplit: () => Promise.reject(new Error('Everything fits.')),
  });
  engine.tell = (changes, revision) =>
    sync.takeChange({ changes: [...changes], revision, by: 'did:grace', batch: `g${revision}` });
  const edit = (changes: readonly Change[]) => store.edit('edit', (document) => applyChanges(document, changes));
  const submit = (meanwhile: () => void = () => {}) => {
    const shown = store.getState().document;
    meanwhile();
    return publishShown({ session: { store, sync, theirs }, shown, publish: async (revision) => engine.publish(revision) });
  };
  return { store, edit, submit };
}

describe('publishing what is on the screen', () => {
  it('saves it first, and makes that very revision a version', async () => {
    const engine = new Engine();
    const page = open(engine);
    page.edit(set(1));
    expect(await page.submit()).toMatchObject({ kind: 'published', version: { number: 1 } });
    expect(engine.published[0]?.nodes['a']?.params).toEqual({ value: 1 });
  });

  it.each([true, false])('publishes nothing that others changed meanwhile; the page is told of it: %s', async (isHeard) => {
    const engine = new Engine();
    const page = open(engine);
    const outcome = await page.submit(() => engine.theirs(set(7), isHeard));
    expect(outcome).toMatchObject({ kind: 'meanwhile', comparison: { count: 1, nodes: [{ id: 'a', kind: 'changed' }] } });
    expect(engine.published).toEqual([]);
    expect(page.store.getState().document.nodes['a']?.params).toEqual({ value: 7 });
    // Seen, and wanted all the same.
    expect(await page.submit()).toMatchObject({ kind: 'published' });
    expect(diffDocuments(engine.published[0] ?? first, page.store.getState().document)).toEqual([]);
  });

  it('names who did it, where that is known', async () => {
    const engine = new Engine();
    const page = open(engine);
    page.edit(set(1));
    const submitted = page.submit();
    engine.theirs([{ path: ['name'], value: 'B' }], true);
    expect(await submitted).toMatchObject({
      kind: 'meanwhile',
      by: ['did:grace'],
      comparison: { workflow: [{ field: 'name' }] },
    });
  });

  it('is not held up by who only moves nodes', async () => {
    const engine = new Engine();
    const page = open(engine);
    expect(await page.submit(() => engine.theirs(move(5), false))).toMatchObject({ kind: 'published' });
    expect(engine.published[0]?.layout).toEqual({ a: { x: 5, y: 0 } });
  });

  it('fails as it did when it was refused for another reason', async () => {
    const engine = new Engine();
    const page = open(engine);
    engine.publish = () => {
      throw new SluiceError('document_invalid', 'It cannot run.');
    };
    await expect(page.submit()).rejects.toMatchObject({ code: 'document_invalid' });
  });
});
