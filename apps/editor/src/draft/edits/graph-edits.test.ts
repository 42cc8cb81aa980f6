import { diffDocuments, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { addNode } from './add-node.ts';
import { align, distribute } from './arrange.ts';
import { copyIds, duplicateNodes } from './duplicate-nodes.ts';
import { freeId } from './free-id.ts';
import { changeEntry, groupNodes } from './layout-edits.ts';
import { renameNode, setDisabled } from './node-fields.ts';
import { leavesLoose, removeNodes, withMembers } from './remove-nodes.ts';
import { connect, cutWires, reconnect, spliceIntoWire } from './wires.ts';

const set = { type: 'core.set@1', params: {} };
const documentOf = (ids: string, wires: string, layout: object = {}): WorkflowDocument =>
  workflowDocument.parse({
    format: 'sluice/1',
    name: 'A',
    nodes: Object.fromEntries(ids.split(' ').map((id) => [id, set])),
    edges: wires.split(' ').flatMap((wire) => (wire === '' ? [] : [{ from: wire.split('>')[0], to: wire.split('>')[1] }])),
    layout,
  });
const wiresOf = ({ edges }: WorkflowDocument) => edges.map(({ from, to }) => `${from}>${to}`).join(' ');
const remove = (document: WorkflowDocument, ids: string, heal = true) => removeNodes(document, ids.split(' '), { heal });

describe('wires', () => {
  it('are there once, keep their order, and are cut by name', () => {
    const document = documentOf('a b c', 'a.main>b.main b.main>c.main');
    expect(connect(document, 'a.main', 'b.main')).toBe(document);
    expect(wiresOf(connect(document, 'a.main', 'c.main'))).toBe('a.main>b.main b.main>c.main a.main>c.main');
    expect(wiresOf(reconnect(document, 'a.main>b.main', { from: 'a.main', to: 'c.main' }))).toBe('a.main>c.main b.main>c.main');
    expect(wiresOf(reconnect(document, 'a.main>b.main', { from: 'b.main', to: 'c.main' }))).toBe('b.main>c.main');
    expect(wiresOf(cutWires(document, new Set(['b.main>c.main'])))).toBe('a.main>b.main');
  });

  it('take a node in at their own place', () => {
    const document = documentOf('a b n', 'a.main>b.main b.main>b.main');
    const ports = { node: 'n', input: 'in', output: 'out' };
    expect(wiresOf(spliceIntoWire(document, 'a.main>b.main', ports))).toBe('a.main>n.in n.out>b.main b.main>b.main');
    expect(spliceIntoWire(document, 'gone', ports)).toEqual(document);
  });
});

describe('removing nodes', () => {
  it('joins what came in with what went out, through chains too', () => {
    expect(wiresOf(remove(documentOf('a b c', 'a.main>b.main b.main>c.main'), 'b'))).toBe('a.main>c.main');
    expect(wiresOf(remove(documentOf('a b c d', 'a.main>b.main b.main>c.main c.main>d.main'), 'b c'))).toBe('a.main>d.main');
    expect(wiresOf(remove(documentOf('a b c', 'a.main>b.main b.main>c.main'), 'b', false))).toBe('');
  });

  it('joins no branches, no errors, and nothing that is joined already', () => {
    expect(wiresOf(remove(documentOf('a i c d', 'a.main>i.main i.true>c.main i.false>d.main'), 'i'))).toBe('');
    expect(wiresOf(remove(documentOf('a b c', 'a.main>b.main b.error>c.main'), 'b'))).toBe('');
    expect(wiresOf(remove(documentOf('a b c', 'a.main>b.main b.main>c.main a.main>c.main'), 'b'))).toBe('a.main>c.main');
  });

  it('leads on from done where a loop was', () => {
    const loop = documentOf('a l b c', 'a.main>l.main l.each>b.main b.main>l.next l.done>c.main');
    expect(wiresOf(remove(loop, 'l'))).toBe('a.main>c.main');
  });

  it('takes their places and memberships away, and touches nothing else', () => {
    const group = { kind: 'group', x: 0, y: 0, title: 'G', color: 'blue', members: ['a', 'b'] };
    const document = documentOf('a b', '', { a: { x: 1, y: 1 }, b: { x: 2, y: 2 }, g: group, later: { kind: 'sticker' } });
    const after = remove(document, 'a');
    expect(after.layout).toEqual({ b: { x: 2, y: 2 }, g: { ...group, members: ['b'] }, later: { kind: 'sticker' } });
    expect(Object.keys(remove(document, 'g').nodes)).toEqual(['a', 'b']);
  });
});

describe('duplicating', () => {
  it('copies inner wires and references to each other, and those to others stay', () => {
    const document = documentOf('a b', 'a.main>b.main', { a: { x: 0, y: 0 }, b: { x: 300, y: 0 } });
    document.nodes['b'] = { ...set, params: { text: "={{ $node('a').json.x + $node('z').json.y }}" } };
    const copies = copyIds(document, ['a', 'b']);
    expect([...copies]).toEqual([
      ['a', 'a2'],
      ['b', 'b2'],
    ]);
    const after = duplicateNodes(document, copies, { x: 10, y: 20 });
    expect(wiresOf(after)).toBe('a.main>b.main a2.main>b2.main');
    expect(after.nodes['b2']?.params).toEqual({ text: "={{ $node('a2').json.x + $node('z').json.y }}" });
    expect(after.layout['b2']).toEqual({ x: 310, y: 20 });
  });

  it('copies a group with its members', () => {
    const group = { kind: 'group', x: 0, y: 0, title: 'Both', color: 'red', members: ['a', 'b'], collapsed: true };
    const document = documentOf('a b', 'a.main>b.main', { a: { x: 0, y: 0 }, b: { x: 300, y: 0 }, g: group });
    const copies = copyIds(document, ['g']);
    expect([...copies.keys()]).toEqual(['g', 'a', 'b']);
    const after = duplicateNodes(document, copies, { x: 10, y: 20 });
    expect(after.layout[copies.get('g') ?? '']).toEqual({ ...group, x: 10, y: 20, members: ['a2', 'b2'] });
    expect(wiresOf(after)).toBe('a.main>b.main a2.main>b2.main');
  });

  it('goes with the nodes of a group where the group is seen as one thing', () => {
    const group = { kind: 'group', x: 0, y: 0, title: '', color: 'red', members: ['b'], collapsed: true };
    const document = documentOf('a b c', 'a.main>b.main b.main>c.main', { g: group });
    expect(withMembers(document, ['g'])).toEqual(['g', 'b']);
    expect(withMembers(document, ['g'], ({ collapsed }) => !collapsed)).toEqual(['g']);
    const after = removeNodes(document, withMembers(document, ['g']), { heal: true });
    expect(wiresOf(after)).toBe('a.main>c.main');
    expect(after.layout['g']).toBeUndefined();
  });

  it('knows when what came after is loose', () => {
    const document = documentOf('a if b c', 'a.main>if.main if.true>b.main if.false>c.main');
    expect(leavesLoose(document, ['if'])).toBe(true);
    expect(leavesLoose(document, ['if', 'c'])).toBe(false);
    expect(leavesLoose(document, ['a'])).toBe(false);
  });
});

describe('nodes', () => {
  it('get ids that nothing else has', () => {
    const document = addNode(documentOf('set set2', '', { set3: { kind: 'note' } }), 'x', set, { x: 0.4, y: 1 });
    expect(freeId(document, 'set')).toBe('set4');
    expect(freeId(document, 'http')).toBe('http');
    expect(document.layout['x']).toEqual({ x: 0, y: 1 });
  });

  it('are renamed, disabled and enabled field by field', () => {
    const document = documentOf('a b', '');
    expect(diffDocuments(document, renameNode(document, 'a', ' One '))).toEqual([{ path: ['nodes', 'a', 'name'], value: 'One' }]);
    expect(renameNode(renameNode(document, 'a', 'One'), 'a', '')).toEqual(document);
    const disabled = setDisabled(document, ['a', 'b', 'gone'], 'pass');
    expect(disabled.nodes).toEqual({ a: { ...set, disabled: 'pass' }, b: { ...set, disabled: 'pass' } });
    expect(setDisabled(disabled, ['a', 'b'], undefined)).toEqual(document);
  });

  it('are in one group at most', () => {
    const group = (members: string[]) => ({
      kind: 'group' as const,
      x: 0,
      y: 0,
      title: '',
      color: 'blue' as const,
      members,
      collapsed: false,
    });
    const first = groupNodes(documentOf('a b c', ''), 'g', group(['a', 'b']));
    const second = groupNodes(first, 'h', group(['b', 'c']));
    expect(second.layout['g']?.['members']).toEqual(['a']);
    expect(changeEntry(second, 'g', { collapsed: true }).layout['g']).toMatchObject({ collapsed: true, members: ['a'] });
    expect(changeEntry(second, 'gone', { collapsed: true })).toBe(second);
  });
});

describe('arranging', () => {
  const boxes = new Map([
    ['a', { x: 0, y: 0, width: 100, height: 50 }],
    ['b', { x: 130, y: 90, width: 100, height: 50 }],
    ['c', { x: 400, y: 40, width: 100, height: 110 }],
  ]);

  it('puts edges and centres in line', () => {
    expect([...align(boxes, 'top').values()].map(({ y }) => y)).toEqual([0, 0, 0]);
    expect([...align(boxes, 'bottom').values()].map(({ y }) => y)).toEqual([100, 100, 40]);
    expect([...align(boxes, 'middle').values()].map(({ y }) => y)).toEqual([50, 50, 20]);
    expect([...align(boxes, 'right').values()].map(({ x }) => x)).toEqual([400, 400, 400]);
  });

  it('makes gaps equal, and leaves the ends and two alone', () => {
    expect([...distribute(boxes, 'horizontal').values()].map(({ x }) => x)).toEqual([0, 200, 400]);
    expect(distribute(new Map([...boxes].slice(0, 2)), 'horizontal').size).toBe(0);
  });
});
