import { createHash } from 'node:crypto';
import { advance, type Catalog, compile, createState, type GuestEffectResult, type Plan, type StepOutcome } from '@sluice/kernel';
import type { ExampleEffect, NodeExample } from '@sluice/kit';
import { type Json, type NodeType, type RunError, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { Sandbox } from '../../core-engine/src/sandbox/sandbox.ts';

/** What came of an example, in the words of the example. */
export interface ExampleResult {
  readonly output?: { readonly [port: string]: readonly Json[] };
  readonly error?: Pick<RunError, 'code' | 'message' | 'param'>;
  readonly effects: readonly Pick<ExampleEffect, 'verb' | 'uri' | 'args'>[];
  readonly logs: readonly string[];
}

export interface Modules {
  readonly catalog: Catalog;
  readonly scripts: Readonly<Record<string, string>>;
}

const sandbox = new Sandbox();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Runs one example of a node type: its document is compiled, and its step runs in the sandbox, effects answered from the example. */
export function runExample(nodeType: NodeType, example: NodeExample, { catalog, scripts }: Modules): ExampleResult {
  const { plan, issues, version } = compile(documentOf(nodeType, example), catalog, sha256);
  const issue = issues[0];
  if (plan === undefined)
    return { error: { code: issue?.code ?? '', message: issue?.message ?? '', param: issue?.param }, effects: [], logs: [] };
  if (nodeType.kind === 'trigger') return runTrigger(plan, example);
  const runner = sandbox.runnerFor('did:key:zExamples', { key: version, plan, scripts });
  const results: GuestEffectResult[] = [];
  const effects: Pick<ExampleEffect, 'verb' | 'uri' | 'args'>[] = [];
  for (;;) {
    const outcome = runner.runStep({
      node: 'node',
      scope: '',
      attempt: 1,
      inputs: itemsOf(nodeType, example),
      trigger: [],
      nodes: {},
      vars: {},
      execution: {
        id: 'e',
        workflowId: 'w',
        workflowName: 'Example',
        version,
        mode: 'manual',
        startedAt: '2026-11-20T12:00:00.000Z',
      },
      nowMs: Date.parse('2026-11-20T12:00:00Z'),
      seed: '0'.repeat(32),
      results,
    });
    if (outcome.kind !== 'waiting') return { ...ended(outcome), effects };
    for (const { index, verb, uri, args } of outcome.requests.filter(({ index }) => index >= effects.length)) {
      effects.push({ verb, uri, args });
      results.push({ index, result: answerOf(example.effects?.[index]) });
    }
  }
}

function documentOf({ type, kind, inputs }: NodeType, example: NodeExample): WorkflowDocument {
  const ports = kind === 'loop' || kind === 'for-each' ? inputs.slice(0, 1) : inputs;
  const node = { type, params: example.params, ...(example.onError === undefined ? {} : { onError: example.onError }) };
  return workflowDocument.parse({
    format: 'sluice/1',
    name: 'Example',
    nodes: kind === 'trigger' ? { node } : { start: { type: 'core.manual@1' }, node },
    edges: kind === 'trigger' ? [] : ports.map(({ name }) => ({ from: 'start.main', to: `node.${name}` })),
  });
}

function itemsOf({ inputs }: NodeType, example: NodeExample) {
  return Object.fromEntries(inputs.map(({ name }) => [name, (example.input?.[name] ?? []).map((json) => ({ json }))]));
}

function answerOf(effect: ExampleEffect | undefined): GuestEffectResult['result'] {
  if (effect === undefined)
    return { ok: false, error: { code: 'effect_unknown', message: 'The example does not name this effect.' } };
  return effect.error === undefined ? { ok: true, value: effect.result ?? null } : { ok: false, error: effect.error };
}

function ended(outcome: Exclude<StepOutcome, { kind: 'waiting' }>): Omit<ExampleResult, 'effects'> {
  if (outcome.kind === 'completed') {
    const ports = Object.entries(outcome.outputs).filter(([, items]) => items.length > 0);
    return {
      output: Object.fromEntries(ports.map(([port, items]) => [port, items.map((item) => item.json)])),
      logs: outcome.logs,
    };
  }
  return { error: outcome.error, logs: outcome.kind === 'failed' ? outcome.logs : [] };
}

/** A trigger has no code: the kernel gives out what it starts with. */
function runTrigger(plan: Plan, example: NodeExample): ExampleResult {
  const runner = {
    runStep: () => {
      throw new Error('A trigger runs no code.');
    },
  };
  const items = { items: (example.input?.['main'] ?? []).map((json) => ({ json })) };
  const started = {
    at: 0,
    type: 'execution-started',
    executionId: 'e',
    workflowId: 'w',
    version: plan.version,
    mode: 'manual',
    trigger: 'node',
    items,
    seed: '0'.repeat(32),
  } as const;
  const { events } = advance(plan, createState(), [started], {
    runner,
    sha256,
    readBlob: () => undefined,
    writeBlob: () => undefined,
  });
  const completed = events.find((event) => event.type === 'step-completed');
  const output = Object.entries(completed?.outputs ?? {}).map(([port, list]) => [
    port,
    'items' in list ? list.items.map(({ json }) => json) : [],
  ]);
  return { output: Object.fromEntries(output), effects: [], logs: [] };
}
