import { type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { compareDocuments, isSameVersion } from './compare-documents.ts';
import { mergeDocuments } from './merge-documents.ts';
import { restoreVersion } from './restore-version.ts';

const before = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Orders',
  settings: { timeoutMs: 1000 },
  nodes: {
    start: { type: 'core.manual@1' },
    fetch: { type: 'core.http@1', params: { url: 'https://a.example', retries: 1 } },
    mail: { type: 'core.set@1', name: 'Send mail' },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'mail.main' },
  ],
  layout: { start: { x: 0, y: 0 }, fetch: { x: 300, y: 0 }, mail: { x: 600, y: 0 }, n1: { kind: 'note', text: 'old' } },
});
const { mail, ...rest } = before.nodes;
const after: WorkflowDocument = {
  ...before,
  name: 'Orders, faster',
  settings: { timeoutMs: 2000 },
  nodes: {
    ...rest,
    fetch: { ...rest['fetch']!, params: { url: 'https://b.example' }, onError: 'continue' },
    log: { type: 'core.set@1', params: {} },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'log.main' },
  ],
  layout: { start: { x: 5, y: 5 }, n1: { kind: 'note', text: 'new' } },
};

describe('two versions compared', () => {
  it('name the nodes that came, went and were changed, with the fields and both values', () => {
    const { nodes, workflow, wires, count } = compareDocuments(before, after);
    expect(nodes).toEqual([
      { id: 'mail', kind: 'removed', node: mail, fields: [] },
      {
        id: 'fetch',
        kind: 'changed',
        node: after.nodes['fetch'],
        fields: [
          { field: 'onError', before: undefined, after: 'continue' },
          { field: 'params/retries', before: 1, after: undefined },
          { field: 'params/url', before: 'https://a.example', after: 'https://b.example' },
        ],
      },
      { id: 'log', kind: 'added', node: after.nodes['log'], fields: [] },
    ]);
    expect(workflow).toEqual([
      { field: 'name', before: 'Orders', after: 'Orders, faster' },
      { field: 'settings/timeoutMs', before: 1000, after: 2000 },
    ]);
    expect(wires.map(({ key, kind }) => [key, kind])).toEqual([
      ['fetch.main>mail.main', 'removed'],
      ['fetch.main>log.main', 'added'],
    ]);
    expect(count).toBe(5); // the wires went and came with their nodes
  });

  it('are the same when only the layout differs', () => {
    const moved = compareDocuments(before, { ...before, layout: { start: { x: 9, y: 9 } } });
    expect(isSameVersion(moved)).toBe(true);
    expect(moved.count).toBe(0);
  });

  it('count a wire between nodes that stay, and another order of wires once', () => {
    const [first, second] = before.edges;
    const rewired = compareDocuments(before, { ...before, edges: [first!, { from: 'start.main', to: 'mail.main' }] });
    expect(rewired.count).toBe(2);
    const turned = compareDocuments(before, { ...before, edges: [second!, first!] });
    expect(turned.wires.map(({ kind }) => kind)).toEqual(['moved']);
    expect([turned.count, isSameVersion(turned)]).toEqual([1, false]);
  });

  it('are not misled by names that every object has', () => {
    const nodes = { ...before.nodes, constructor: { type: 'core.set@1', params: { toString: 1 } } };
    const { nodes: changes } = compareDocuments(before, { ...before, nodes });
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([['constructor', 'added']]);
  });
});

describe('two versions in one picture', () => {
  it('show what is gone where it stood, with its wires, and mark what differs', () => {
    const { document, marks } = mergeDocuments(before, after, compareDocuments(before, after));
    expect(Object.keys(document.nodes)).toEqual(['start', 'fetch', 'log', 'mail']);
    expect(document.layout['mail']).toEqual({ x: 600, y: 0 });
    expect(document.edges.at(2)).toEqual({ from: 'fetch.main', to: 'mail.main' });
    expect(Object.fromEntries(marks.nodes)).toEqual({ mail: 'removed', fetch: 'changed', log: 'added' });
    expect(Object.fromEntries(marks.edges)).toEqual({ 1: 'added', 2: 'removed' });
  });
});

describe('a node that is gone', () => {
  it('stands beneath the one that has taken its place', () => {
    const taken = { ...after, layout: { ...after.layout, log: { x: 610, y: 10 } } };
    const { document } = mergeDocuments(before, taken, compareDocuments(before, taken));
    expect(document.layout['mail']).toEqual({ x: 600, y: 88 });
    expect(document.layout['log']).toEqual({ x: 610, y: 10 });
  });
});

describe('a version that is restored', () => {
  it('is what the draft is then, but for its layout', () => {
    const restored = restoreVersion(after, before);
    expect(isSameVersion(compareDocuments(before, restored))).toBe(true);
    expect(restored.layout).toEqual({
      mail: { x: 600, y: 0 },
      fetch: { x: 300, y: 0 },
      start: { x: 5, y: 5 },
      n1: { kind: 'note', text: 'new' },
    });
  });
});
