import { createHash } from 'node:crypto';
import type { DocumentNode, ModuleManifest, NodeType, WorkflowDocument } from '@sluice/protocol';
import { compile } from '../src/graph/compile.ts';
import { createCatalog } from '../src/graph/create-catalog.ts';
import type { Plan } from '../src/graph/plan.ts';

/** A few node types for tests of the kernel; what they do is said by a fake guest. */
type Shape = Pick<NodeType, 'type'> & { inputs?: string[]; outputs?: string[] } & Partial<Omit<NodeType, 'inputs' | 'outputs'>>;

function nodeType({ inputs = ['main'], outputs = ['main'], ...more }: Shape): NodeType {
  return {
    kind: 'action',
    title: more.type,
    summary: '',
    category: 'flow',
    icon: 'box',
    params: {},
    effects: ['* *'],
    ...more,
    inputs: inputs.map((name) => ({ name })),
    outputs: outputs.map((name) => ({ name })),
  };
}

const loopPorts = { inputs: ['main', 'next'], outputs: ['each', 'done'] };
const value = { title: 'Value', kind: 'json' } as const;

export const testManifest: ModuleManifest = {
  format: 'sluice-module/1',
  name: 'test',
  version: '1.0.0',
  title: 'Test',
  effects: ['* *'],
  guest: {},
  nodes: [
    nodeType({ type: 'test.start@1', kind: 'trigger', inputs: [] }),
    nodeType({ type: 'test.step@1', params: { value, code: { title: 'Code', kind: 'code', language: 'javascript' } } }),
    nodeType({ type: 'test.if@1', outputs: ['true', 'false'] }),
    nodeType({ type: 'test.merge@1', inputs: ['a', 'b'] }),
    nodeType({ type: 'test.sink@1', outputs: [] }),
    nodeType({ type: 'test.respond@1', kind: 'respond' }),
    nodeType({
      type: 'test.loop@1',
      kind: 'loop',
      ...loopPorts,
      params: {
        while: { title: 'While', kind: 'boolean', default: true },
        maxIterations: { title: 'Most', kind: 'integer', min: 1, default: 1000 },
      },
    }),
    nodeType({
      type: 'test.for-each@1',
      kind: 'for-each',
      ...loopPorts,
      params: {
        batchSize: { title: 'Batch', kind: 'integer', min: 1, default: 1 },
        concurrency: { title: 'At a time', kind: 'integer', min: 1, default: 1 },
      },
    }),
    nodeType({
      type: 'test.switch@1',
      outputs: ['else'],
      outputsFrom: { param: 'cases', field: 'port' },
      params: {
        cases: {
          title: 'Cases',
          kind: 'list',
          of: {
            title: 'Case',
            kind: 'object',
            fields: { port: { title: 'Port', kind: 'string', required: true, template: false } },
          },
        },
      },
    }),
    nodeType({
      type: 'core.webhook@1',
      kind: 'trigger',
      inputs: [],
      params: {
        path: { title: 'Path', kind: 'string', required: true, template: false },
        method: { title: 'Method', kind: 'string' },
      },
    }),
    nodeType({
      type: 'test.form@1',
      params: {
        text: { title: 'Text', kind: 'text' },
        count: { title: 'Count', kind: 'integer', min: 0, max: 10 },
        wait: { title: 'Wait', kind: 'duration' },
        color: {
          title: 'Color',
          kind: 'select',
          options: [
            { value: 'red', title: 'Red' },
            { value: 'blue', title: 'Blue' },
          ],
        },
        flag: { title: 'Flag', kind: 'boolean', default: false },
        plain: { title: 'Plain', kind: 'string', template: false },
        needed: { title: 'Needed', kind: 'string', required: true },
        headers: { title: 'Headers', kind: 'map', of: { title: 'Header', kind: 'string' } },
        rows: {
          title: 'Rows',
          kind: 'list',
          of: {
            title: 'Row',
            kind: 'object',
            fields: {
              name: { title: 'Name', kind: 'string', required: true },
              size: { title: 'Size', kind: 'number', default: 1 },
            },
          },
        },
        body: { title: 'Body', kind: 'json' },
        code: { title: 'Code', kind: 'code', language: 'javascript' },
      },
    }),
  ],
};

export const testCatalog = createCatalog([testManifest]);

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface TestDocument {
  /** A node's type without `test.` and `@1`, or more of it. */
  readonly nodes: Readonly<Record<string, string | (Partial<DocumentNode> & { readonly type: string })>>;
  /** `a > b` is from `a.main` to `b.main`; other ports are named. */
  readonly edges?: readonly string[];
  readonly settings?: WorkflowDocument['settings'];
}

export function testDocument({ nodes, edges = [], settings = {} }: TestDocument): WorkflowDocument {
  return {
    format: 'sluice/1',
    name: 'Test',
    settings,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => {
        const { type, ...more } = typeof node === 'string' ? { type: node } : node;
        return [id, { type: type.includes('.') ? type : `test.${type}@1`, params: {}, ...more }];
      }),
    ),
    edges: edges.map((edge) => {
      const [from, to] = edge.split('>').map((end) => (end.includes('.') ? end.trim() : `${end.trim()}.main`));
      return { from: from!, to: to! };
    }),
    layout: {},
  };
}

/** The plan of a document that is right. */
export function testPlan(document: TestDocument): Plan {
  const { plan, issues } = compile(testDocument(document), testCatalog, sha256);
  if (plan === undefined) throw new Error(JSON.stringify(issues, undefined, 2));
  return plan;
}
