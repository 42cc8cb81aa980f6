import { type WorkflowDetail, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from './draft-store.ts';
import { DraftSync } from './draft-sync.ts';

class Conflict extends Error {}
class Away extends Error {}

const first = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' } },
});
const param = (id: string, value: number) => (document: WorkflowDocument) => ({
  ...document,
  nodes: { ...document.nodes, [id]: { type: 'core.set@1', params: { value } } },
});

/** An engine's draft: refuses what was made to an older revision. */
class Engine {
  document = first;
  revision = 1;
  failures: Error[] = [];
  saves = 0;

  detail(): WorkflowDetail {
    return { document: structuredClone(this.document), revision: this.revision } as WorkflowDetail;
  }

  async save(document: WorkflowDocument, revision: number): Promise<WorkflowDetail> {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    if (revision !== this.revision) throw new Conflict();
    this.saves += 1;
    this.document = document;
    this.revision += 1;
    return this.detail();
  }
}

function open(engine: Engine) {
  const store = createDraftStore(engine.document);
  const states: string[] = [];
  const sync = new DraftSync({
    store,
    draft: engine.detail(),
    save: (document, revision) => engine.save(document, revision),
    fetch: async () => engine.detail(),
    onDraft: () => {},
    isConflict: (error) => error instanceof Conflict,
    isTemporary: (error) => error instanceof Away,
    pause: async () => {},
  });
  sync.state.subscribe(({ kind }) => states.push(kind));
  return { store, sync, states };
}

describe('a draft and the engine', () => {
  it('come to the same document, and nothing is saved that is saved', async () => {
    const engine = new Engine();
    const { store, sync } = open(engine);
    store.edit('a', param('a', 1));
    await sync.flush();
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
    expect(engine.saves).toBe(1);
    expect(sync.state.getState()).toEqual({ kind: 'saved' });
  });

  it('keep what two people did to different nodes, whoever saves first', async () => {
    const engine = new Engine();
    const [one, two] = [open(engine), open(engine)];
    one.store.edit('a', param('a', 1));
    two.store.edit('b', param('b', 2));
    await Promise.all([one.sync.flush(), two.sync.flush()]);
    expect(engine.document.nodes).toEqual({
      a: { type: 'core.set@1', params: { value: 1 } },
      b: { type: 'core.set@1', params: { value: 2 } },
    });
    expect(two.store.getState().document).toEqual(engine.document);
    two.store.undo();
    await two.sync.flush();
    expect(engine.document.nodes['a']?.params).toEqual({ value: 1 });
    expect(engine.document.nodes['b']?.params).toEqual({});
  });

  it('go on when the engine is back, with what was edited meanwhile', async () => {
    const engine = new Engine();
    const { store, sync, states } = open(engine);
    engine.failures = [new Away(), new Away()];
    store.edit('a', param('a', 1));
    const flushed = sync.flush();
    store.edit('b', param('b', 2));
    await flushed;
    expect(states).toContain('waiting');
    expect(engine.document).toEqual(store.getState().document);
  });

  it('say so when the engine refuses, and keep the edits', async () => {
    const engine = new Engine();
    const { store, sync } = open(engine);
    engine.failures = [new Error('no')];
    store.edit('a', param('a', 1));
    await expect(sync.flush()).rejects.toThrow('no');
    expect(sync.state.getState().kind).toBe('refused');
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
  });
});
