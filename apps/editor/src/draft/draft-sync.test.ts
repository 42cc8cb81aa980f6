import {
  applyChanges,
  type Change,
  type DraftChange,
  type JsonObject,
  settleChanges,
  type WorkflowDocument,
  workflowDocument,
} from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { BatchLimits } from './batch-limits.ts';
import type { Batch, DraftRemains } from './draft-remains.ts';
import { createDraftStore } from './draft-store.ts';
import { type ChangeAnswer, DraftSync } from './draft-sync.ts';
import { nextBatch } from './next-batch.ts';

class Away extends Error {}
class Conflict extends Error {}

const first = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' } },
});
const param =
  (id: string, value: number, name = 'value') =>
  (document: WorkflowDocument): WorkflowDocument => {
    const node = document.nodes[id];
    if (node === undefined) return document;
    return { ...document, nodes: { ...document.nodes, [id]: { ...node, params: { ...node.params, [name]: value } } } };
  };
const added = (id: string) => (document: WorkflowDocument) => ({
  ...document,
  nodes: { ...document.nodes, [id]: { type: 'core.if@1', params: {} } },
  edges: [...document.edges, { from: 'a.main', to: `${id}.main` }],
});

/** What one person has put into the parameters that all share. */
interface Own {
  readonly field: number;
  readonly deep: Readonly<Record<string, number>>;
  readonly cases: readonly { readonly port: string; readonly when: number }[];
}
interface Params {
  readonly fields: Readonly<Record<string, number>>;
  readonly deep: { readonly in: Own['deep'] };
  readonly cases: Own['cases'];
}
const withParams = (params: Params) => (document: WorkflowDocument) => ({
  ...document,
  nodes: { ...document.nodes, a: { ...document.nodes['a']!, params: params as unknown as JsonObject } },
});

/** The engine's side, as `DraftService` does it; tells every client of every change. */
class Engine {
  document = first;
  revision = 1;
  readonly log: DraftChange[] = [];
  readonly listeners: ((change: DraftChange) => void)[] = [];

  change({ name, changes }: Batch, revision: number, by: string): ChangeAnswer {
    const known = this.log.find((each) => each.batch === name);
    if (known === undefined) {
      this.document = applyChanges(this.document, changes);
      this.revision += 1;
      const made = { revision: this.revision, changes: settleChanges(this.document, changes), by, batch: name };
      this.log.push(made);
      for (const tell of this.listeners) tell(made);
    }
    const at = known?.revision ?? this.revision;
    const since = this.log.filter((each) => each.revision > revision && each.revision < at);
    return structuredClone({ revision: at, since, issues: [] });
  }
}

const names = [].keys.call({ length: Number.MAX_SAFE_INTEGER });

function open(
  engine: Engine,
  by: string,
  network: () => Promise<void> = async () => {},
  left?: DraftRemains,
  pause: () => Promise<void> = async () => {},
  limits: BatchLimits = { bytes: 1_000_000, changes: 1000 },
) {
  const store = createDraftStore(left?.document ?? engine.document);
  const states: string[] = [];
  const theirs: (readonly Change[])[] = [];
  let remains: DraftRemains | undefined;
  const sync = new DraftSync({
    store,
    draft: left?.known ?? { document: engine.document, revision: engine.revision },
    remains: left?.batch,
    change: async (batch, revision) => {
      await network();
      if (revision > engine.revision) throw new Conflict();
      const answer = engine.change(structuredClone(batch), revision, by);
      await network();
      return answer;
    },
    fetch: async () => {
      await network();
      return { document: structuredClone(engine.document), revision: engine.revision };
    },
    onKnown: () => {},
    onTheirs: (changes) => theirs.push(changes),
    onRemains: (given) => {
      remains = structuredClone(given);
    },
    isTemporary: (error) => error instanceof Away,
    isConflict: (error) => error instanceof Conflict,
    pause,
    createName: () => `batch-${names.next().value}`,
    limits,
    loadSplit: async () => nextBatch,
  });
  sync.state.subscribe(({ kind }) => states.push(kind));
  return { store, sync, states, theirs, getRemains: () => remains };
}

describe('a draft and the engine', () => {
  it('come to the same document, and nothing is sent that was sent', async () => {
    const engine = new Engine();
    const { store, sync } = open(engine, 'one');
    store.edit('a', param('a', 1));
    await sync.flush();
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
    expect(engine.log).toHaveLength(1);
    expect(sync.state.getState()).toEqual({ kind: 'saved' });
  });

  it('keep what two people did, and undo takes back the own part alone', async () => {
    const engine = new Engine();
    const [one, two] = [open(engine, 'one'), open(engine, 'two')];
    one.store.edit('a', param('a', 1));
    two.store.edit('b', param('b', 2));
    await Promise.all([one.sync.flush(), two.sync.flush()]);
    expect(two.store.getState().document).toEqual(engine.document);
    expect(two.theirs).toEqual([[{ path: ['nodes', 'a', 'params', 'value'], value: 1 }]]);
    two.store.undo();
    await two.sync.flush();
    expect(engine.document.nodes['a']?.params).toEqual({ value: 1 });
    expect(engine.document.nodes['b']?.params).toEqual({});
  });

  it('put what is told of others beneath what was done here, also while a batch is under way', async () => {
    const engine = new Engine();
    let release = (): void => {};
    const one = open(engine, 'one', () => new Promise((resolve) => (release = resolve)));
    engine.listeners.push((change) => one.sync.takeChange(change));
    one.store.edit('a', param('a', 1));
    const flushed = one.sync.flush();
    engine.change({ name: 'other', changes: [{ path: ['nodes', 'b', 'name'], value: 'B' }] }, 1, 'two');
    one.store.edit('a', param('a', 2, 'later'));
    for (let turn = 0; turn < 8; turn += 1) {
      release();
      await new Promise((resolve) => setTimeout(resolve));
    }
    await flushed;
    expect(engine.document).toEqual(one.store.getState().document);
    expect(engine.document.nodes).toMatchObject({ a: { params: { value: 1, later: 2 } }, b: { name: 'B' } });
  });

  it('part without waiting for the next attempt, and what was not sent stays to be sent', async () => {
    const engine = new Engine();
    const away = async () => {
      throw new Away();
    };
    const { store, sync, states, getRemains } = open(engine, 'one', away, undefined, () => new Promise(() => {}));
    store.edit('a', param('a', 1));
    void sync.flush().catch(() => {});
    await expect.poll(() => states.at(-1)).toBe('waiting');
    await sync.dispose();
    expect(getRemains()?.document.nodes['a']?.params).toEqual({ value: 1 });
    const next = open(engine, 'one', undefined, getRemains());
    expect(next.store.getState().document.nodes['a']?.params).toEqual({ value: 1 });
    await next.sync.flush();
    expect(engine.document.nodes['a']?.params).toEqual({ value: 1 });
  });

  it('fetch the draft when changes were missed', async () => {
    const engine = new Engine();
    const one = open(engine, 'one');
    one.store.edit('a', param('a', 1));
    engine.change({ name: 'x1', changes: [{ path: ['name'], value: 'B' }] }, 1, 'two');
    engine.change({ name: 'x2', changes: [{ path: ['nodes', 'b', 'name'], value: 'B' }] }, 2, 'two');
    one.sync.takeChange(engine.log[1]!);
    await one.sync.flush();
    expect(engine.document).toEqual(one.store.getState().document);
    expect(engine.document).toMatchObject({ name: 'B', nodes: { a: { params: { value: 1 } }, b: { name: 'B' } } });
  });

  it('go on when the engine is back, and say so meanwhile', async () => {
    const engine = new Engine();
    let failures = 3;
    const { store, sync, states } = open(engine, 'one', async () => {
      failures -= 1;
      if (failures >= 0) throw new Away();
    });
    store.edit('a', param('a', 1));
    const settled = sync.settled();
    store.edit('b', param('b', 2));
    await settled;
    expect(states).toContain('waiting');
    expect(engine.document).toEqual(store.getState().document);
  });

  it('let go of whoever waits for them when the engine stays away, and go on at once when they are told to', async () => {
    const engine = new Engine();
    let isAway = true;
    const network = async () => {
      if (isAway) throw new Away();
    };
    let pauses = 0;
    const pause = () => new Promise<void>((resolve) => (pauses++ === 0 ? resolve() : undefined));
    const { store, sync } = open(engine, 'one', network, undefined, pause);
    store.edit('a', param('a', 1));
    await expect(sync.flush()).rejects.toThrow(Away);
    expect(sync.state.getState().kind).toBe('waiting');
    isAway = false;
    sync.retryNow();
    await expect.poll(() => sync.state.getState().kind).toBe('saved');
    expect(engine.document).toEqual(store.getState().document);
  });

  it('say so when the engine refuses, and keep the edits', async () => {
    const engine = new Engine();
    let isRefusing = true;
    const { store, sync } = open(engine, 'one', async () => {
      if (isRefusing) throw new Error('no');
    });
    store.edit('a', param('a', 1));
    await expect(sync.flush()).rejects.toThrow('no');
    expect(sync.state.getState().kind).toBe('refused');
    isRefusing = false;
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
  });

  it('are shown as the engine has them when what was refused is given up', async () => {
    const engine = new Engine();
    let mayChange = true;
    const one = open(engine, 'one', async () => {
      if (!mayChange) throw new Error('forbidden');
    });
    mayChange = false;
    one.store.edit('a', param('a', 1));
    await expect(one.sync.flush()).rejects.toThrow('forbidden');
    expect(one.getRemains()).toBeDefined();
    mayChange = true; // to look
    one.sync.discard();
    await one.sync.settled();
    expect(one.store.getState().document).toEqual(first);
    expect(one.getRemains()).toBeUndefined();
    expect(one.sync.state.getState()).toEqual({ kind: 'saved' });
    expect(engine.log).toEqual([]);
  });

  it('go on from what the engine has when it has gone back to an earlier state; what was done here since stays', async () => {
    const engine = new Engine();
    const one = open(engine, 'one');
    one.store.edit('a', param('a', 1));
    await one.sync.flush();
    one.store.edit('b', param('b', 2));
    await one.sync.flush();
    engine.document = { ...first, name: 'restored' };
    engine.revision = 1;
    one.store.edit('later', param('a', 3, 'later'));
    await one.sync.flush();
    expect(engine.document).toMatchObject({ name: 'restored', nodes: { a: { params: { later: 3 } }, b: { params: {} } } });
    expect(one.store.getState().document).toEqual(engine.document);
    engine.revision = 1;
    engine.document = first;
    one.sync.refresh(1);
    await one.sync.flush();
    expect(one.store.getState().document).toEqual(first);
  });

  it('arrive in several batches when one cannot carry all: one entry of undo after the other, whole where it fits', async () => {
    const engine = new Engine();
    const { store, sync } = open(engine, 'one', undefined, undefined, undefined, { bytes: 300, changes: 10 });
    const text = (id: string, length: number) => param(id, 0, 'x'.repeat(length));
    for (const [label, edit] of [
      ['one', added('c')],
      ['two', text('a', 150)],
      ['three', text('b', 150)],
      ['four', (document: WorkflowDocument) => text('a', 140)(text('b', 140)(document))],
    ] as const)
      store.edit(label, edit);
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
    const sent = engine.log.map(({ changes }) =>
      changes.map(({ path }) => `${path[0]} ${path[1]} ${path[3]?.length ?? ''}`.trim()),
    );
    expect(sent).toEqual([
      ['nodes c', 'edges a.main>c.main'],
      ['nodes a 150'],
      ['nodes b 150'],
      ['nodes a 140'],
      ['nodes b 140'],
    ]);
    store.edit('small', param('a', 1));
    await sync.flush();
    expect(engine.log).toHaveLength(6);
  });

  it('arrive but for a value that nothing can carry, which is named; and that, too, once it is shorter', async () => {
    const engine = new Engine();
    const { store, sync, getRemains } = open(engine, 'one', undefined, undefined, undefined, { bytes: 300, changes: 10 });
    const named = (document: WorkflowDocument) => ({
      ...document,
      nodes: { ...document.nodes, a: { ...document.nodes['a']!, name: 'Write mail', params: { text: 'x'.repeat(1000) } } },
    });
    store.edit('large', named);
    store.edit('b', param('b', 2));
    await expect(sync.flush()).rejects.toMatchObject({
      code: 'body_too_large',
      detail: expect.stringMatching(/^The field “text” of “Write mail” takes/),
      place: { nodeId: 'a', param: 'text' },
    });
    expect(sync.state.getState().kind).toBe('refused');
    expect(engine.document.nodes).toMatchObject({ a: { name: 'Write mail', params: {} }, b: { params: { value: 2 } } });
    expect(store.getState().document.nodes['a']?.params['text']).toHaveLength(1000);
    store.edit('short', param('a', 1, 'text'));
    await sync.flush();
    expect(engine.document).toEqual(store.getState().document);
    // Undone, it is well again by itself.
    store.edit('large again', param('b', 1, 'y'.repeat(1000)));
    await expect(sync.flush()).rejects.toMatchObject({ code: 'body_too_large', place: { nodeId: 'b' } });
    store.undo();
    await expect.poll(() => sync.state.getState().kind).toBe('saved');
    expect(getRemains()).toBeUndefined();
  });

  it('are saved while the hands never rest', async () => {
    vi.useFakeTimers();
    try {
      const engine = new Engine();
      const one = open(engine, 'one');
      for (let value = 0; value < 40; value += 1) {
        one.store.edit('a', param('a', value));
        await vi.advanceTimersByTimeAsync(100);
      }
      expect(engine.revision).toBeGreaterThan(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('fetch the draft when a change of others is none that this page knows', async () => {
    const engine = new Engine();
    const one = open(engine, 'one');
    engine.revision = 2;
    engine.document = { ...first, name: 'newer' };
    one.sync.takeChange({ revision: 2, changes: [{ path: ['steps', 'a'], value: 1 }], by: 'two', batch: 'x' });
    await one.sync.flush();
    expect(one.store.getState().document.name).toBe('newer');
  });

  it('lose nothing when a batch fails for an odd reason and has arrived all the same', async () => {
    const engine = new Engine();
    let calls = 0;
    const one = open(engine, 'one', async () => {
      calls += 1;
      if (calls === 2) throw new Error('odd');
    });
    one.store.edit('add', added('c'));
    await expect(one.sync.flush()).rejects.toThrow('odd');
    expect(engine.document.nodes['c']).toBeDefined();
    one.store.undo();
    one.sync.takeChange(engine.log[0]!);
    await one.sync.flush();
    expect(engine.document).toEqual(first);
    expect(one.store.getState().document).toEqual(first);
  });

  it('lose nothing when the page goes while the answer is under way, and make nothing twice', async () => {
    const engine = new Engine();
    let calls = 0;
    const gone = open(engine, 'one', async () => {
      calls += 1;
      if (calls === 2) await new Promise(() => {}); // it arrived; the answer never does
    });
    gone.store.edit('a', param('a', 1));
    void gone.sync.flush();
    await new Promise((resolve) => setTimeout(resolve));
    gone.store.edit('b', param('b', 2));
    const left = gone.getRemains();
    expect(engine.log).toHaveLength(1);
    engine.change({ name: 'other', changes: [{ path: ['nodes', 'a', 'params', 'value'], value: 9 }] }, 2, 'two');

    const back = open(engine, 'one', async () => {}, left);
    await back.sync.flush();
    expect(back.store.getState().document).toEqual(engine.document);
    expect(engine.document.nodes).toMatchObject({ a: { params: { value: 9 } }, b: { params: { value: 2 } } });
    expect(back.getRemains()).toBeUndefined();
  });

  it('agree in the end whatever the network does: delays, cuts, lost answers, late news; no edit of a cell of one’s own is lost', async () => {
    const step = fc.record({
      who: fc.nat(2),
      kind: fc.constantFrom('edit', 'edit', 'edit', 'shared', 'add', 'undo', 'wait', 'fail', 'gap'),
      value: fc.nat(1000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), fc.infiniteStream(fc.nat(9)), async (steps, luck) => {
        const engine = new Engine();
        let isRough = true;
        const network = async () => {
          for (let turns = luck.next().value; turns > 0; turns -= 1) await Promise.resolve();
          if (!isRough) return;
          const fate = luck.next().value;
          if (fate < 2) throw new Away();
          if (fate === 2) throw new Error('odd'); // on the way there or back: whether it arrived, nobody knows
        };
        const tight = { bytes: 150, changes: 2 }; // what one of them does at once often takes several batches
        const clients = ['a', 'b', 'c'].map((id) => ({
          id,
          ...open(engine, id, network, undefined, undefined, id === 'c' ? tight : undefined),
        }));
        for (const client of clients) {
          const late: DraftChange[] = [];
          engine.listeners.push(async (change) => {
            late.push(change);
            await network().catch(() => {});
            const next = late.shift();
            if (next !== undefined && luck.next().value > 0) client.sync.takeChange(structuredClone(next));
          });
        }
        const own = new Map<string, number>();
        for (const { who, kind, value } of steps) {
          const { id, store, sync } = clients[who]!;
          if (kind === 'edit') {
            own.set(id, value);
            store.edit('own', (document) => ({ ...document, layout: { ...document.layout, [id]: { x: value } } }));
          } else if (kind === 'shared') store.edit('shared', param('a', value));
          else if (kind === 'add') store.edit('add', added(`n${id}${value}`));
          else if (kind === 'undo' && store.getState().past.at(-1)?.label === 'shared') store.undo();
          else if (kind === 'gap') sync.refresh();
          else if (kind === 'fail') void sync.flush().catch(() => {});
          else await new Promise((resolve) => setTimeout(resolve));
        }
        isRough = false;
        for (const { sync } of clients) {
          await sync.flush().catch(() => {}); // it may have begun while the network was rough
          await sync.flush();
        }
        for (const { sync } of clients) {
          sync.refresh();
          await sync.flush();
        }
        for (const { id, store } of clients) {
          expect(store.getState().document).toEqual(engine.document);
          if (own.has(id)) expect(engine.document.layout[id]).toEqual({ x: own.get(id) });
        }
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('lose nothing within one node: members and elements of its parameters are merged, whatever the network does, undo and redo included', async () => {
    const kinds = ['field', 'field', 'new', 'case', 'when', 'remove', 'shared', 'undo', 'redo', 'wait', 'fail'] as const;
    const step = fc.record({ who: fc.nat(2), kind: fc.constantFrom(...kinds), value: fc.nat(1000) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), fc.infiniteStream(fc.nat(9)), async (steps, luck) => {
        const engine = new Engine();
        engine.document = withParams({
          fields: { a: 0, b: 0, c: 0, shared: 0 },
          deep: { in: {} },
          cases: [{ port: 'x', when: 0 }],
        })(first);
        let isRough = true;
        const network = async () => {
          for (let turns = luck.next().value; turns > 0; turns -= 1) await Promise.resolve();
          const fate = isRough ? luck.next().value : 9;
          if (fate < 2) throw new Away();
          if (fate === 2) throw new Error('odd');
        };
        const clients = ['a', 'b', 'c'].map((id) => ({ id, ...open(engine, id, network) }));
        for (const { sync } of clients)
          engine.listeners.push((change) => void Promise.resolve().then(() => sync.takeChange(structuredClone(change))));
        const models = clients.map(() => {
          const now: Own = { field: 0, deep: {}, cases: [] };
          return { now, past: [] as Own[], future: [] as Own[] };
        });
        for (const [number, { who, kind, value }] of steps.entries()) {
          const [{ id, store, sync }, model] = [clients[who]!, models[who]!];
          const edit = (now: Own, update: (params: Params) => Params) => {
            store.edit(kind, (document) => withParams(update(document.nodes['a']?.params as unknown as Params))(document));
            model.past.push(model.now);
            model.future = [];
            model.now = now;
          };
          const { now } = model;
          const port = `${id}${number}`;
          const isOwn = (each: { readonly port: string }) => each.port === now.cases.at(value % (now.cases.length || 1))?.port;
          if (kind === 'field')
            edit({ ...now, field: number }, (params) => ({ ...params, fields: { ...params.fields, [id]: number } }));
          else if (kind === 'new')
            edit({ ...now, deep: { ...now.deep, [port]: value } }, (params) => ({
              ...params,
              deep: { in: { ...params.deep.in, [port]: value } },
            }));
          else if (kind === 'case') {
            const add = (cases: Own['cases']) => cases.toSpliced(value % (cases.length + 1), 0, { port, when: value });
            const cases = [...now.cases, { port, when: value }];
            edit({ ...now, cases }, (params) => ({ ...params, cases: add(params.cases) }));
          } else if (kind === 'when' && now.cases.length > 0) {
            const set = (cases: Own['cases']) => cases.map((each) => (isOwn(each) ? { ...each, when: -number } : each));
            edit({ ...now, cases: set(now.cases) }, (params) => ({ ...params, cases: set(params.cases) }));
          } else if (kind === 'remove' && now.cases.length > 0) {
            const without = (cases: Own['cases']) => cases.filter((each) => !isOwn(each));
            edit({ ...now, cases: without(now.cases) }, (params) => ({ ...params, cases: without(params.cases) }));
          } else if (kind === 'shared')
            edit(now, (params) => ({ ...params, fields: { ...params.fields, shared: 1000 * number + value + 1 } }));
          else if (kind === 'undo' && store.undo() !== undefined) {
            model.future.push(now);
            model.now = model.past.pop()!;
          } else if (kind === 'redo' && store.redo() !== undefined) {
            model.past.push(now);
            model.now = model.future.pop()!;
          } else if (kind === 'fail') void sync.flush().catch(() => {});
          else await new Promise((resolve) => setTimeout(resolve));
        }
        isRough = false;
        for (const { sync } of clients) {
          await sync.flush().catch(() => {}); // it may have begun while the network was rough
          await sync.flush();
        }
        for (const { sync } of clients) {
          sync.refresh();
          await sync.flush();
        }
        const params = engine.document.nodes['a']?.params as unknown as Params;
        for (const [index, { id, store }] of clients.entries()) {
          expect(store.getState().document).toEqual(engine.document);
          const isOf = (name: string) => name.startsWith(id);
          const byPort = (cases: Own['cases']) => cases.toSorted((one, other) => one.port.localeCompare(other.port));
          expect({
            field: params.fields[id],
            deep: Object.fromEntries(Object.entries(params.deep.in).filter(([name]) => isOf(name))),
            cases: byPort(params.cases.filter(({ port }) => isOf(port))),
          }).toEqual({ ...models[index]!.now, cases: byPort(models[index]!.now.cases) });
        }
        expect(params.cases).toContainEqual({ port: 'x', when: 0 });
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
