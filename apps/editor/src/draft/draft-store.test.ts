import { applyChanges, diffDocuments, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from './draft-store.ts';

const first: WorkflowDocument = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' }, b: { type: 'core.set@1' } },
  edges: [{ from: 'a.main', to: 'b.main' }],
});
const named = (name: string) => (document: WorkflowDocument) => ({ ...document, name });
const param = (id: string, value: number) => (document: WorkflowDocument) => {
  const node = document.nodes[id];
  return node === undefined ? document : { ...document, nodes: { ...document.nodes, [id]: { ...node, params: { value } } } };
};
const removed = (id: string) => (document: WorkflowDocument) => {
  const { [id]: _, ...nodes } = document.nodes;
  return { ...document, nodes, edges: document.edges.filter(({ from, to }) => !`${from} ${to}`.includes(`${id}.`)) };
};
const added = (id: string) => (document: WorkflowDocument) => ({
  ...document,
  nodes: { ...document.nodes, [id]: { type: 'core.if@1', params: {} } },
  edges: [{ from: `${id}.main`, to: 'b.main' }, ...document.edges],
});

const nested = (params: object) => (document: WorkflowDocument) => {
  const node = document.nodes['a'];
  return node === undefined ? document : { ...document, nodes: { ...document.nodes, a: { ...node, params: params as never } } };
};
const values = fc.record({
  fields: fc.dictionary(fc.constantFrom('one', 'two', 'three'), fc.nat(2)),
  cases: fc.array(fc.record({ port: fc.constantFrom('p', 'q'), when: fc.boolean() }), { maxLength: 4 }),
});

const edits = fc.array(
  fc.oneof(
    values.map(nested),
    fc.constantFrom('x', 'y').map(named),
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3)).map(([id, value]) => param(id, value)),
    fc.constantFrom('a', 'b', 'c').map(removed),
    fc.constantFrom('c', 'd').map(added),
  ),
  { maxLength: 30 },
);

describe('the draft store', () => {
  it('undoes everything to the first document, and redoes everything to the last', () => {
    fc.assert(
      fc.property(edits, fc.array(fc.nat(1500), { minLength: 30, maxLength: 30 }), (all, pauses) => {
        let now = 0;
        const store = createDraftStore(first, () => now);
        for (const [index, update] of all.entries()) {
          now += pauses[index] ?? 0;
          store.edit('edit', update, index % 2 === 0 ? { mergeKey: 'same' } : {});
        }
        const last = store.getState().document;
        while (store.undo() !== undefined);
        expect(store.getState().document).toEqual(first);
        while (store.redo() !== undefined);
        expect(store.getState().document).toEqual(last);
      }),
    );
  });

  it('takes back what was done here and leaves what others did', () => {
    const store = createDraftStore(first);
    store.edit('mine', param('a', 1));
    const theirs = diffDocuments(first, param('b', 2)(first));
    store.replace(applyChanges(store.getState().document, theirs));
    expect(store.undo()).toBe('mine');
    expect(store.getState().document).toEqual(param('b', 2)(first));
  });

  it('takes back its own part of one parameter, and leaves what others have changed in it', () => {
    const at = (fields: object, cases: object[] = []) => nested({ fields, cases })(first);
    const store = createDraftStore(at({ one: 1, two: 2, three: 3 }));
    store.edit('one', () => at({ one: 9, two: 2, three: 3 }, [{ port: 'mine' }]));
    store.replace(at({ one: 9, two: 2, three: 8 }, [{ port: 'theirs' }, { port: 'mine' }]));
    store.undo();
    expect(store.getState().document).toEqual(at({ one: 1, two: 2, three: 8 }, [{ port: 'theirs' }]));
    store.redo();
    expect(store.getState().document.nodes['a']?.params['fields']).toEqual({ one: 9, two: 2, three: 8 });
    store.replace(at({ one: 7, two: 2, three: 8 }));
    store.undo();
    expect(store.getState().document.nodes['a']?.params['fields']).toEqual({ one: 7, two: 2, three: 8 });
  });

  it('takes back a parameter but for what others have put into it', () => {
    const store = createDraftStore(first);
    store.edit('one', nested({ fields: { one: 1 } }));
    store.replace(nested({ fields: { one: 1, two: 2 } })(first));
    store.undo();
    expect(store.getState().document.nodes['a']?.params).toEqual({ fields: { two: 2 } });
  });

  it('leaves a node alone that somebody else has brought back meanwhile', () => {
    const store = createDraftStore(first);
    store.edit('delete', removed('a'));
    const back = param('a', 5)(first);
    store.replace(back);
    store.undo();
    expect(store.getState().document).toEqual(back);
  });

  it('takes no node away that others have changed since, nor its place and wires; what is beside it goes', () => {
    const store = createDraftStore(first);
    const placed = (id: string) => (document: WorkflowDocument) => ({
      ...added(id)(document),
      layout: { ...document.layout, [id]: { x: 1 } },
    });
    store.edit('add', (document) => placed('d')(placed('c')(document)));
    store.replace(param('c', 1)(store.getState().document));
    store.undo();
    expect(store.getState().document).toEqual(param('c', 1)(placed('c')(first)));
  });

  it('makes one entry of what is typed in one go, and none of what changes nothing', () => {
    let now = 0;
    const store = createDraftStore(first, () => now);
    for (const value of [1, 2, 3]) {
      now += 500;
      store.edit('type', param('a', value), { mergeKey: 'a/value' });
    }
    store.edit('nothing', (document) => structuredClone(document));
    expect(store.getState().past).toHaveLength(1);
    now += 2000;
    store.edit('type', param('a', 4), { mergeKey: 'a/value' });
    expect(store.getState().past).toHaveLength(2);
    store.undo();
    expect(store.getState().document.nodes['a']?.params).toEqual({ value: 3 });
  });

  it('does not go on with an entry that was undone, and forgets redo after a new edit', () => {
    const store = createDraftStore(first, () => 0);
    store.edit('type', param('a', 1), { mergeKey: 'k' });
    store.undo();
    store.redo();
    store.edit('type', param('a', 2), { mergeKey: 'k' });
    expect(store.getState().past).toHaveLength(2);
    store.undo();
    store.edit('name', named('B'));
    expect(store.redo()).toBeUndefined();
  });

  it('selects nothing that is not there', () => {
    const store = createDraftStore(first);
    store.select(['a', 'b']);
    store.edit('remove', removed('a'));
    expect([...store.getState().selection]).toEqual(['b']);
  });

  it('selects what comes back, and what was selected before what goes', () => {
    const store = createDraftStore(first);
    const selected = () => [...store.getState().selection];
    store.select(['b']);
    store.edit('delete', removed('b'));
    store.select(['a']);
    store.undo();
    expect(selected()).toEqual(['b']);
    store.edit('add', added('c'));
    store.select(['c']);
    store.undo();
    expect(selected()).toEqual(['b']);
    store.select([]);
    store.redo();
    expect(selected()).toEqual(['c']);
    store.edit('rename', named('x'));
    store.select(['a']);
    store.undo();
    expect(selected()).toEqual(['a']);
  });
});
