import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { flowElements } from './flow-elements.ts';

const typeOf = (type: string, more: Partial<NodeType> = {}): [string, NodeType] => [
  type,
  {
    type,
    kind: 'action',
    title: 'Title',
    summary: '',
    category: 'data',
    icon: 'table',
    inputs: [{ name: 'main' }],
    outputs: [{ name: 'main' }],
    params: {},
    effects: [],
    ...more,
  },
];
const catalog = new Map([
  typeOf('core.set@1'),
  typeOf('core.switch@1', { outputs: [{ name: 'default', title: 'Otherwise' }], outputsFrom: { param: 'cases', field: 'port' } }),
]);
const documentOf = (nodes: WorkflowDocument['nodes'], edges: WorkflowDocument['edges'] = []): WorkflowDocument => ({
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes,
  edges,
  layout: {},
});

describe('flowElements', () => {
  it('names a node by its name, else by the title of its type, else by its id', () => {
    const { nodes } = flowElements(
      documentOf({
        a: { type: 'core.set@1', params: {}, name: 'Mine' },
        b: { type: 'core.set@1', params: {} },
        c: { type: 'x.y@1', params: {} },
      }),
      catalog,
      [],
    );
    expect(nodes.map(({ data }) => data.title)).toEqual(['Mine', 'Title', 'c']);
  });

  it('draws the ports of the type, those that parameters name, and error when errors are routed', () => {
    const { nodes } = flowElements(
      documentOf({ s: { type: 'core.switch@1', params: { cases: [{ port: 'big' }, { port: 'small' }] }, onError: 'route' } }),
      catalog,
      [],
    );
    expect(nodes[0]?.data.ports.outputs).toEqual([
      { name: 'default', title: 'Otherwise' },
      { name: 'big', title: 'big' },
      { name: 'small', title: 'small' },
      { name: 'error', title: 'error' },
    ]);
  });

  it('keeps an unknown node type as a stub with the ports that its edges use', () => {
    const { nodes, edges } = flowElements(
      documentOf({ a: { type: 'core.set@1', params: {} }, stub: { type: 'gone.away@2', params: {} } }, [
        { from: 'a.main', to: 'stub.left' },
        { from: 'stub.out', to: 'a.main' },
      ]),
      catalog,
      [],
    );
    const stub = nodes.find(({ id }) => id === 'stub');
    expect(stub?.data.type).toBeUndefined();
    expect(stub?.data.ports).toEqual({ inputs: [{ name: 'left', title: 'left' }], outputs: [{ name: 'out', title: 'out' }] });
    expect(edges).toHaveLength(2);
  });

  it('leaves out an edge whose end does not exist, and keeps the indexes of the others', () => {
    const { edges } = flowElements(
      documentOf({ a: { type: 'core.set@1', params: {} }, b: { type: 'core.set@1', params: {} } }, [
        { from: 'gone.main', to: 'b.main' },
        { from: 'a.main', to: 'b.main' },
      ]),
      catalog,
      [],
    );
    expect(edges.map(({ data }) => data?.index)).toEqual([1]);
  });

  it('leads a wire back above or beneath the nodes that it passes', () => {
    const place = (x: number, y: number) => ({ x, y });
    const { edges } = flowElements(
      {
        ...documentOf(
          { a: { type: 'core.set@1', params: {} }, b: { type: 'core.set@1', params: {} }, c: { type: 'core.set@1', params: {} } },
          [
            { from: 'a.main', to: 'b.main' },
            { from: 'b.main', to: 'c.main' },
            { from: 'c.main', to: 'a.main' },
          ],
        ),
        layout: { a: place(0, 0), b: place(300, -200), c: place(600, 0) },
      },
      catalog,
      [],
    );
    expect(edges.map(({ data }) => data?.channelY)).toEqual([undefined, undefined, 56 + 36]);
  });

  it('puts each issue on its node', () => {
    const issue = { code: 'param_missing', message: 'no path', nodeId: 'a' };
    const { nodes } = flowElements(
      documentOf({ a: { type: 'core.set@1', params: {} }, b: { type: 'core.set@1', params: {} } }),
      catalog,
      [issue, { code: 'trigger_missing', message: 'none' }],
    );
    expect(nodes.map(({ data }) => data.issues)).toEqual([[issue], []]);
  });
});
