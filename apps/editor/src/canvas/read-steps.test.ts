import type { NodeType, WorkflowDocument } from '@sluice/protocol';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { canvas } from '../i18n/en/canvas.ts';
import { readSteps } from './read-steps.ts';

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
  typeOf('core.loop@1', {
    kind: 'loop',
    inputs: [{ name: 'main' }, { name: 'next' }],
    outputs: [{ name: 'each' }, { name: 'done' }],
  }),
  typeOf('core.respond@1', { kind: 'respond' }),
]);
const set = { type: 'core.set@1', params: {} };
const documentOf = (nodes: WorkflowDocument['nodes'], edges: WorkflowDocument['edges'] = []): WorkflowDocument => ({
  format: 'sluice/1',
  name: 'w',
  settings: {},
  nodes,
  edges,
  layout: {},
});

describe('readSteps', () => {
  beforeAll(() =>
    i18next.init({ lng: 'en', keySeparator: false, nsSeparator: false, resources: { en: { translation: canvas } } }),
  );

  it('names a node by its name, else by the title of its type, else by its id', () => {
    const steps = readSteps(documentOf({ a: { ...set, name: 'Mine' }, b: set, c: { type: 'x.y@1', params: {} } }), catalog, []);
    expect([...steps.values()].map(({ title }) => title)).toEqual(['Mine', 'Title', 'c']);
  });

  it('draws the ports of the type, those that parameters name, and error when errors are routed', () => {
    const cases = [{ port: 'big' }, { port: 'small' }];
    const steps = readSteps(documentOf({ s: { type: 'core.switch@1', params: { cases }, onError: 'route' } }), catalog, []);
    expect(steps.get('s')?.ports.outputs).toEqual([
      { name: 'default', title: 'Otherwise', kind: 'main' },
      { name: 'big', title: 'big', kind: 'main' },
      { name: 'small', title: 'small', kind: 'main' },
      { name: 'error', title: 'Error', kind: 'error' },
    ]);
  });

  it('tells the ports of loops and answers apart', () => {
    const steps = readSteps(
      documentOf({ l: { type: 'core.loop@1', params: {} }, r: { type: 'core.respond@1', params: {} } }),
      catalog,
      [],
    );
    const kinds = (id: string, side: 'inputs' | 'outputs') => steps.get(id)?.ports[side].map(({ kind }) => kind);
    expect([kinds('l', 'inputs'), kinds('l', 'outputs')]).toEqual([
      ['main', 'next'],
      ['each', 'done'],
    ]);
    expect([kinds('r', 'inputs'), kinds('r', 'outputs')]).toEqual([['response'], ['main']]);
  });

  it('keeps an unknown node type as a stub with the ports that its edges use', () => {
    const edges = [
      { from: 'a.main', to: 'stub.left' },
      { from: 'stub.out', to: 'a.main' },
    ];
    const stub = readSteps(documentOf({ a: set, stub: { type: 'gone.away@2', params: {} } }, edges), catalog, []).get('stub');
    expect(stub?.type).toBeUndefined();
    expect(stub?.ports.inputs.map(({ name }) => name)).toEqual(['left']);
    expect(stub?.ports.outputs.map(({ name }) => name)).toEqual(['out']);
  });

  it('puts each issue on its node', () => {
    const issue = { code: 'param_missing', message: 'no path', nodeId: 'a' };
    const steps = readSteps(documentOf({ a: set, b: set }), catalog, [issue, { code: 'trigger_missing', message: 'none' }]);
    expect([...steps.values()].map(({ issues }) => issues)).toEqual([[issue], []]);
  });

  it('gives the same objects for nodes that did not change, and new ones for those that did', () => {
    const document = documentOf({ a: set, b: set });
    const issues = [{ code: 'param_missing', message: 'no path', nodeId: 'b' }];
    const before = readSteps(document, catalog, issues);
    const edited = { ...document, nodes: { ...document.nodes, a: { ...set, name: 'A' } } };
    const after = readSteps(edited, catalog, structuredClone(issues), before);
    expect(after.get('a')).not.toBe(before.get('a'));
    expect(after.get('b')).toBe(before.get('b'));
    expect(readSteps(edited, catalog, [], after).get('b')?.issues).toEqual([]);
  });

  it('drops a port that only a wire had when the wire is cut', () => {
    const wired = documentOf({ a: set, b: set }, [{ from: 'a.old', to: 'b.main' }]);
    const before = readSteps(wired, catalog, []);
    expect(before.get('a')?.ports.outputs.map(({ name }) => name)).toEqual(['main', 'old']);
    const after = readSteps({ ...wired, edges: [] }, catalog, [], before);
    expect(after.get('a')?.ports.outputs.map(({ name }) => name)).toEqual(['main']);
  });
});
