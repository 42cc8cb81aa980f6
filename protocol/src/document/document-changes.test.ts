import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, diffDocuments } from './document-changes.ts';
import { type WorkflowDocument, workflowDocument } from './workflow-document.ts';

const make = (given: object): WorkflowDocument => workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: {}, ...given });

const ids = fc.constantFrom('a', 'b', 'c', 'd', '__proto__x', 'constructor');
const values = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<never>;
const node = fc.record(
  {
    type: fc.constantFrom('core.set@1', 'core.if@1'),
    name: fc.constantFrom('One', 'Two'),
    params: fc.dictionary(fc.constantFrom('p', 'q', 'toString'), values),
    disabled: fc.constantFrom('pass', 'block'),
  },
  { requiredKeys: ['type', 'params'] },
);
const ref = fc.tuple(ids, fc.constantFrom('main', 'true')).map((parts) => parts.join('.'));
const document = fc
  .record(
    {
      name: fc.constantFrom('A', 'B'),
      description: fc.constantFrom('x', 'y'),
      settings: fc.record({ timeoutMs: fc.integer({ min: 1, max: 9 }), vars: fc.dictionary(ids, values) }, { requiredKeys: [] }),
      nodes: fc.dictionary(ids, node),
      edges: fc.array(fc.record({ from: ref, to: ref }), { maxLength: 8 }),
      layout: fc.dictionary(ids, fc.dictionary(fc.constantFrom('x', 'y', 'note'), values)),
    },
    { requiredKeys: ['name', 'nodes', 'edges', 'layout'] },
  )
  .map(make);

describe('changes of documents', () => {
  it('make one document into the other, the order of edges included, and back', () => {
    fc.assert(
      fc.property(document, document, (a, b) => {
        expect(applyChanges(a, diffDocuments(a, b))).toEqual(b);
        expect(applyChanges(applyChanges(a, diffDocuments(a, b)), diffDocuments(b, a))).toEqual(a);
      }),
    );
  });

  it('are none between equal documents', () => {
    fc.assert(fc.property(document, (a) => void expect(diffDocuments(a, structuredClone(a))).toEqual([])));
  });

  it('say the least: one edge more is one change, one parameter is one', () => {
    const a = make({
      nodes: { n: { type: 'core.set@1', params: { x: 1, y: 2 } } },
      edges: ['1', '2', '3'].map((to) => ({ from: 'n.main', to: `m${to}.main` })),
    });
    const b = {
      ...a,
      nodes: { n: { ...a.nodes['n']!, params: { x: 1, y: 3 } } },
      edges: [a.edges[0]!, { from: 'n.main', to: 'new.main' }, ...a.edges.slice(1)],
    };
    expect(diffDocuments(a, b)).toEqual([
      { path: ['nodes', 'n', 'params', 'y'], value: 3 },
      { path: ['edges', 'n.main>new.main'], value: 'n.main>m2.main' },
    ]);
  });

  it('of different cells do not disturb each other, in either order', () => {
    const base = make({ nodes: { n: { type: 'core.set@1', params: {} }, m: { type: 'core.set@1', params: {} } } });
    const mine = [{ path: ['nodes', 'n', 'params', 'a'], value: 1 }];
    const theirs = [{ path: ['nodes', 'n', 'name'], value: 'N' }, { path: ['nodes', 'm'] }];
    const both = applyChanges(applyChanges(base, mine), theirs);
    expect(both).toEqual(applyChanges(applyChanges(base, theirs), mine));
    expect(both.nodes).toEqual({ n: { type: 'core.set@1', name: 'N', params: { a: 1 } } });
  });

  it('leave a node that is gone alone', () => {
    const base = make({});
    expect(applyChanges(base, [{ path: ['nodes', 'n', 'params', 'a'], value: 1 }])).toEqual(base);
  });

  it('are refused when a cell cannot hold the value', () => {
    expect(() => applyChanges(make({}), [{ path: ['nodes', 'n'], value: { type: 'no type' } }])).toThrow(/module.name@major/);
    expect(() => applyChanges(make({}), [{ path: ['other'], value: 1 }])).toThrow('no cell other');
  });
});
