import { type Change, type DocumentNode, diffDocuments, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { addDoings, addVersions, isNothing, noDoings } from './describe-changes.ts';

const first = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1', name: 'Send mail' }, b: { type: 'core.set@1' } },
  edges: [{ from: 'a.main', to: 'b.main' }],
});
const titleOf = (id: string, { name }: DocumentNode) => name ?? id;
const of = (after: WorkflowDocument, changes: readonly Change[] = diffDocuments(first, after)) =>
  addDoings(noDoings, changes, first, titleOf);

describe('what others did', () => {
  it('names the nodes that were changed, added and deleted', () => {
    const { a, b } = first.nodes;
    const doings = of({
      ...first,
      nodes: { a: { ...a!, params: { x: 1 } }, c: { ...b!, name: 'New one' } },
      edges: [],
    });
    expect([...doings.changed.values()]).toEqual(['Send mail']);
    expect([...doings.added.values()]).toEqual(['New one']);
    expect([...doings.deleted.values()]).toEqual(['b']);
    expect(doings.wired).toBe(true);
  });

  it('is nothing when only places were changed', () => {
    expect(isNothing(of({ ...first, layout: { a: { x: 1, y: 2 } } }))).toBe(true);
    expect(isNothing(of({ ...first, name: 'B' }))).toBe(false);
  });

  it('is also what they make of the versions: that stays beside what they change', () => {
    const published = addVersions(noDoings, { isPublished: true, activation: 'on' });
    const later = addDoings(published, [{ path: ['name'], value: 'B' }], first, titleOf);
    expect(later).toMatchObject({ isPublished: true, activation: 'on', settings: true });
    expect(addVersions(later, { isPublished: false, activation: 'off' })).toMatchObject({ isPublished: true, activation: 'off' });
    expect(isNothing(addVersions(noDoings, { isPublished: false, activation: 'off' }))).toBe(false);
  });

  it('adds up: what was added and deleted again is nothing', () => {
    const added = of({ ...first, nodes: { ...first.nodes, c: { type: 'core.if@1', params: {} } } });
    expect(isNothing(addDoings(added, [{ path: ['nodes', 'c'] }], first, titleOf))).toBe(true);
  });
});
