import { applyChanges, diffDocuments, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDraftStore } from './draft-store.ts';
import { nextBatch } from './next-batch.ts';

const empty = workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: {} });
const withNode =
  (id: string, params: Record<string, string>) =>
  (document: WorkflowDocument): WorkflowDocument => ({
    ...document,
    nodes: { ...document.nodes, [id]: { type: 'core.text@1', params } },
    layout: { ...document.layout, [id]: { x: 1, y: 2 } },
  });
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe('the next batch', () => {
  it('is everything, where that fits', () => {
    const document = withNode('a', { text: 'hello' })(empty);
    const batch = nextBatch({ known: empty, document, entries: [], limits: { bytes: 1000, changes: 10 } });
    expect(batch).toEqual({ changes: diffDocuments(empty, document), document });
  });

  it('has a new node that is too large without its parameters, and them after it', () => {
    const document = withNode('a', { one: 'x'.repeat(200), two: 'y'.repeat(200) })(empty);
    const limits = { bytes: 340, changes: 10 };
    const { changes } = nextBatch({ known: empty, document, entries: [], limits });
    expect(changes.map(({ path }) => path.join('/'))).toEqual(['nodes/a', 'nodes/a/params/one']);
    expect(changes[0]?.value).toEqual({ type: 'core.text@1', params: {} });
  });

  it('counts bytes, not letters', () => {
    const document = withNode('a', { text: '水'.repeat(100) })(empty);
    const limits = { bytes: 250, changes: 10 };
    expect(() => {
      let known: WorkflowDocument = empty;
      for (let turn = 0; turn < 5; turn += 1) known = nextBatch({ known, document, entries: [], limits }).document;
    }).toThrow(/The field “text” of “a” takes/);
  });

  it('leads to the document, whatever was done: each fits, and what is known after it is what the engine has', () => {
    const edit = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      params: fc.dictionary(fc.constantFrom('p', 'q', 'r'), fc.string({ maxLength: 60 })),
      isGone: fc.boolean(),
    });
    const limits = { bytes: 420, changes: 3 };
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), fc.boolean(), (edits, knowsEntries) => {
        const store = createDraftStore(empty);
        for (const { id, params, isGone } of edits)
          store.edit('edit', (document) => {
            const { [id]: _, ...nodes } = document.nodes;
            return isGone ? { ...document, nodes } : withNode(id, params)(document);
          });
        const { document, past } = store.getState();
        let known: WorkflowDocument = empty;
        let entries = knowsEntries ? past : [];
        for (let turn = 0; diffDocuments(known, document).length > 0; turn += 1) {
          expect(turn).toBeLessThan(100);
          const batch = nextBatch({ known, document, entries, limits });
          expect(batch.changes.length).toBeGreaterThan(0);
          expect(batch.changes.length).toBeLessThanOrEqual(limits.changes);
          expect(bytesOf(batch.changes)).toBeLessThanOrEqual(limits.bytes + 2);
          known = applyChanges(known, batch.changes);
          expect(diffDocuments(known, batch.document)).toEqual([]);
          entries = batch.upTo === undefined ? [] : entries.slice(entries.indexOf(batch.upTo) + 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
