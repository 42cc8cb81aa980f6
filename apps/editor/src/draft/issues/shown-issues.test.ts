import { createCatalog } from '@sluice/kernel';
import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { checkDocument } from './check-document.ts';
import { shownIssues } from './shown-issues.ts';

/** What the kernel finds, and what is shown of it. */
function codesOf(document: object): { readonly found: readonly string[]; readonly shown: readonly string[] } {
  const parsed = workflowDocument.parse({ format: 'sluice/1', name: 'New', edges: [], ...document });
  const found = checkDocument(parsed, createCatalog([]));
  return { found: found.map(({ code }) => code), shown: shownIssues(found, parsed).map(({ code }) => code) };
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
});
