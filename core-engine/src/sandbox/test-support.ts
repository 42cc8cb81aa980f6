import { compile, createCatalog, type NewInput } from '@sluice/kernel';
import type { JournalEvent, Json, NodeType, WorkflowDocument } from '@sluice/protocol';
import { workflowDocument } from '@sluice/protocol';
import { sha256Hex } from '../sha256.ts';
import type { Job, JobPlan, JobResult } from './job.ts';

/** Node types for tests, each with its guest script. */
const scripts: Readonly<Record<string, string>> = {
  'test.code@1': `__sluice.define({ type: 'test.code@1', mode: { param: 'runFor', all: ['all'] }, run(context) {
    const toOutputs = (result) => ({ main: (Array.isArray(result) ? result : result == null ? [] : [result]).map((value) =>
      typeof value === 'object' && value !== null && 'json' in value ? value : { json: value }) });
    const result = context.params.code(context.item);
    return typeof result?.then === 'function' ? result.then(toOutputs) : toOutputs(result);
  } })`,
  'test.if@1': `__sluice.define({ type: 'test.if@1', mode: 'all', run({ items, paramsFor }) {
    return { true: items.filter((item) => paramsFor(item).where), false: items.filter((item) => !paramsFor(item).where) };
  } })`,
  'test.make@1': `__sluice.define({ type: 'test.make@1', mode: 'each', run({ params }) { return { main: [{ json: params.value }] }; } })`,
};

const port = (name: string) => ({ name });
const common = { title: 'Test', summary: 'For tests.', category: 'code' as const, icon: 'code', effects: ['* *'] };
const types: readonly NodeType[] = [
  { ...common, type: 'test.start@1', kind: 'trigger', inputs: [], outputs: [port('main')], params: {}, effects: [] },
  {
    ...common,
    type: 'test.code@1',
    kind: 'action',
    inputs: [port('main')],
    outputs: [port('main')],
    params: {
      code: { title: 'Code', kind: 'code', language: 'javascript', template: false },
      runFor: { title: 'Run', kind: 'string', default: 'each', template: false },
    },
  },
  {
    ...common,
    type: 'test.if@1',
    kind: 'action',
    inputs: [port('main')],
    outputs: [port('true'), port('false')],
    params: { where: { title: 'Where', kind: 'boolean' } },
  },
  {
    ...common,
    type: 'test.make@1',
    kind: 'action',
    inputs: [port('main')],
    outputs: [port('main')],
    params: { value: { title: 'Value', kind: 'json' } },
  },
];

const catalog = createCatalog([
  {
    format: 'sluice-module/1',
    name: 'test',
    version: '1.0.0',
    title: 'Test',
    effects: ['* *'],
    nodes: [...types],
    guest: {},
  },
]);

type DocumentParts = Pick<WorkflowDocument, 'nodes'> & Partial<WorkflowDocument>;

/** Compiles a document of test nodes; throws with the issues when it has any. */
export function planOf(parts: { [part in keyof DocumentParts]: unknown }): JobPlan {
  const document = workflowDocument.parse({ format: 'sluice/1', name: 'Test', ...parts });
  const { plan, issues, version } = compile(document, catalog, sha256Hex);
  if (plan === undefined) throw new Error(JSON.stringify(issues));
  return { key: version, plan, scripts };
}

/** A start node and one code node after it. */
export function codePlan(code: string, more: { readonly [member: string]: unknown } = {}): JobPlan {
  const { runFor = 'each', ...settings } = more;
  return planOf({
    nodes: { start: { type: 'test.start@1' }, code: { type: 'test.code@1', params: { code, runFor }, ...settings } },
    edges: [{ from: 'start.main', to: 'code.main' }],
  });
}

export const AT = 1_700_000_000_000;

export function startedWith(executionId: string, plan: JobPlan, items: readonly Json[] = [{}]): NewInput {
  return {
    type: 'execution-started',
    at: AT,
    executionId,
    workflowId: 'workflow',
    version: plan.plan.version,
    mode: 'manual',
    trigger: plan.plan.triggers[0] ?? '',
    items: { items: items.map((json) => ({ json })) },
    seed: '00112233445566778899aabbccddeeff',
  };
}

export function freshJob(
  executionId: string,
  plan: JobPlan,
  { owner = 'did:key:alice', items = [{}] as readonly Json[] } = {},
): Job {
  return { executionId, owner, plan, state: { kind: 'fresh' }, inputs: [startedWith(executionId, plan, items)] };
}

export function eventsOf({ segment }: Pick<JobResult, 'segment'>): JournalEvent[] {
  const lines = segment === undefined ? [] : new TextDecoder().decode(segment).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line));
}
