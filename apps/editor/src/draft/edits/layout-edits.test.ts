import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { GroupEntry } from '../layout-entries.ts';
import { groupNodes, groupsOf, moveIntoGroup, ungroupNodes } from './layout-edits.ts';

const group = (...members: string[]): GroupEntry => ({
  ...{ kind: 'group', x: 10, y: 20, title: '', color: 'blue', collapsed: false },
  members,
});
const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Groups',
  nodes: Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { type: 'core.set@1' }])),
  edges: [],
  layout: { a: { x: 0, y: 0 }, first: group('a', 'b'), second: group('c') },
});
const membersOf = ({ layout }: typeof document) =>
  Object.fromEntries(
    ['first', 'second', 'third'].flatMap((id) => (layout[id] === undefined ? [] : [[id, layout[id]['members']]])),
  );

describe('groups', () => {
  it('take nodes from the group that they were in', () => {
    expect(membersOf(groupNodes(document, 'third', group('b', 'c')))).toEqual({ first: ['a'], second: [], third: ['b', 'c'] });
    expect(membersOf(moveIntoGroup(document, ['a', 'd'], 'second'))).toEqual({ first: ['b'], second: ['c', 'a', 'd'] });
  });

  it('keep each node once, also one that is put in where it is', () => {
    expect(membersOf(moveIntoGroup(document, ['a'], 'first'))).toEqual({ first: ['b', 'a'], second: ['c'] });
  });

  it('let nodes go, and leave alone what is gone itself', () => {
    expect(membersOf(ungroupNodes(document, ['a', 'c']))).toEqual({ first: ['b'], second: [] });
    expect(moveIntoGroup(document, ['a'], 'gone')).toBe(document);
    expect([...groupsOf(document.layout)]).toEqual([
      ['a', 'first'],
      ['b', 'first'],
      ['c', 'second'],
    ]);
  });
});
