import { createCatalog } from '@sluice/kernel';
import { type Issue, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.ts';
import { causes, shownIssues } from './shown-issues.ts';

/** What the kernel finds, and what is shown of it. */
function codesOf(document: object): { readonly found: readonly string[]; readonly shown: readonly string[] } {
  const parsed = workflowDocument.parse({ format: 'sluice/1', name: 'New', edges: [], ...document });
  const found = checkDocument(parsed, createCatalog([]));
  return { found: found.map(({ code }) => code), shown: shownIssues(found, parsed, createCatalog([])).map(({ code }) => code) };
}

describe('what is shown of what is wrong', () => {
  it('is nothing of a workflow that was not begun', () => {
    expect(codesOf({ nodes: {} })).toEqual({ found: ['trigger_missing'], shown: [] });
  });

  it('is all of one that was', () => {
    const { found, shown } = codesOf({ nodes: { crm: { type: 'acme.crm@2' } } });
    expect(found.length).toBeGreaterThan(0);
    expect(shown).toEqual(found);
  });

  it('tells nodes that cannot fire by their names, and counts what others follow from', () => {
    const document = workflowDocument.parse({
      format: 'sluice/1',
      name: 'Orders',
      nodes: { order: { type: 'core.set@1', name: 'Read the order' }, sum: { type: 'core.set@1' }, late: { type: 'core.set@1' } },
      edges: [
        { from: 'order.main', to: 'sum.main' },
        { from: 'sum.main', to: 'late.main' },
      ],
    });
    const unreachable = (nodeId: string, message: string) => ({ code: 'node_unreachable', nodeId, message }) as Issue;
    const issues = [
      unreachable('order', 'Nothing leads to the node "order", so it never runs.'),
      unreachable('sum', 'The node "sum" waits for "order", which can never fire.'),
      unreachable('late', 'The node "late" waits for "sum", which can never fire.'),
    ];
    const shown = shownIssues(issues, document, createCatalog([]));
    expect(shown.map(({ message }) => message)).toEqual([
      'Nothing leads to the node "Read the order", so it never runs.',
      'The node "sum" waits for "Read the order", which can never fire.',
      'The node "late" waits for "sum", which can never fire.',
    ]);
    expect(causes(shown).map(({ nodeId }) => nodeId)).toEqual(['order']);
  });
});
