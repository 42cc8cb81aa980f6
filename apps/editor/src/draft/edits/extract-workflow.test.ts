import { type NodeType, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { planExtraction } from './extract-workflow.ts';

const type = (name: string, kind: NodeType['kind'] = 'action') => [name, { type: name, kind } as NodeType] as const;
const catalog = new Map([
  type('core.manual@1', 'trigger'),
  type('core.set@1'),
  type('core.for-each@1', 'for-each'),
  type('core.respond@1', 'respond'),
]);
const types: Record<string, string> = {
  start: 'core.manual@1',
  loop: 'core.for-each@1',
  answer: 'core.respond@1',
  stub: 'x.y@1',
};
const documentOf = (ids: string, wires: string, params: Record<string, string> = {}): WorkflowDocument =>
  workflowDocument.parse({
    format: 'sluice/1',
    name: 'A',
    settings: { vars: { rate: 2 } },
    nodes: Object.fromEntries(
      ids.split(' ').map((id) => [id, { type: types[id] ?? 'core.set@1', params: { text: params[id] ?? '' } }]),
    ),
    edges: wires.split(' ').map((wire) => ({ from: wire.split('>')[0], to: wire.split('>')[1] })),
  });
const chain = documentOf('start a b c', 'start.main>a.main a.main>b.main b.main>c.main');
const plan = (document: WorkflowDocument, ids: string, bodies: Record<string, string[]> = {}) =>
  planExtraction({
    document,
    catalog,
    ids: new Set(ids.split(' ')),
    bodies: new Map(Object.entries(bodies).map(([loop, body]) => [loop, new Set(body)])),
    name: 'Part',
    place: { x: 0, y: 0 },
  });
const problem = (...given: Parameters<typeof plan>) => {
  const found = plan(...given);
  return 'problem' in found ? [found.problem, found.what] : undefined;
};
const wiresOf = ({ edges }: WorkflowDocument) => edges.map(({ from, to }) => `${from}>${to}`);

describe('extracting a workflow', () => {
  it('begins it with the items that came in and answers with those that went out, and calls it in their place', () => {
    const found = plan(chain, 'a b');
    if ('problem' in found) throw new Error(found.problem);
    expect(wiresOf(found.workflow)).toEqual(['start2.main>a.main', 'a.main>b.main', 'b.main>answer.main']);
    expect(found.workflow.settings).toEqual({ vars: { rate: 2 } });
    expect(workflowDocument.safeParse(found.workflow).success).toBe(true);
    const after = found.replace(chain, 'wf1');
    expect(Object.keys(after.nodes)).toEqual(['start', 'c', 'call']);
    expect(after.nodes['call']).toMatchObject({ type: 'core.call-workflow@1', params: { workflow: 'wf1' } });
    expect(wiresOf(after)).toEqual(['start.main>call.main', 'call.main>c.main']);
  });

  it('refuses triggers, answers and stubs by name', () => {
    expect(problem(chain, 'start a')).toEqual(['trigger', 'start']);
    expect(problem(documentOf('start answer', 'start.main>answer.main'), 'answer')).toEqual(['respond', 'answer']);
    expect(problem(documentOf('start stub', 'start.main>stub.main'), 'stub')).toEqual(['stub', 'stub']);
  });

  it('refuses what has several ways in or out, or leaves and comes back', () => {
    const diamond = documentOf('start a b c d', 'start.main>a.main a.main>b.main a.main>c.main b.main>d.main c.main>d.main');
    expect(problem(diamond, 'a b')).toEqual(['waysOut', 'b']);
    expect(problem(diamond, 'b c')).toBeUndefined();
    expect(problem(diamond, 'a b d')).toEqual(['leavesAndReturns', 'c']);
    const two = documentOf('start a b c d', 'start.main>a.main start.main>b.main a.main>c.main b.main>d.main c.main>d.main');
    expect(problem(two, 'c d')).toEqual(['waysIn', 'b']);
  });

  it('refuses references across its border, and $trigger', () => {
    expect(problem(documentOf('start a b', 'start.main>a.main a.main>b.main', { b: "={{ $node('start').json }}" }), 'b')).toEqual(
      ['reads', 'start'],
    );
    expect(problem(documentOf('start a b', 'start.main>a.main a.main>b.main', { b: "={{ $node('a').json }}" }), 'a')).toEqual([
      'isRead',
      'b',
    ]);
    expect(
      problem(documentOf('start a b', 'start.main>a.main a.main>b.main', { b: "={{ $node('a').json }}" }), 'a b'),
    ).toBeUndefined();
    expect(problem(documentOf('start a', 'start.main>a.main', { a: '={{ $trigger.json }}' }), 'a')).toEqual([
      'reads',
      '$trigger',
    ]);
  });

  it('takes loops as a whole, or nodes of one body', () => {
    const loop = documentOf(
      'start loop a b c',
      'start.main>loop.main loop.each>a.main a.main>b.main b.main>loop.next loop.done>c.main',
    );
    const bodies = { loop: ['a', 'b'] };
    expect(problem(loop, 'loop a', bodies)).toEqual(['partOfLoop', 'loop']);
    expect(problem(loop, 'a c', bodies)).toEqual(['partOfLoop', 'c']);
    expect(problem(loop, 'loop a b', bodies)).toBeUndefined();
    expect(problem(loop, 'a b', bodies)).toBeUndefined();
    const indexed = { ...loop, nodes: { ...loop.nodes, a: { type: 'core.set@1', params: { text: '={{ $loop.index }}' } } } };
    expect(problem(indexed, 'a b', bodies)).toEqual(['loopIndex', 'a']);
  });
});
