import type { Json, OutputItem } from '@sluice/protocol';
import type { GuestEffectResult, GuestItem, StepRequest } from '../guest/contract.ts';
import type { Run } from './run.ts';
import { isLive, outputOf } from './settle.ts';
import { readAtEach, readSources, sourcesAt } from './sources.ts';
import type { Effect, EffectResult, Scope, Step } from './state.ts';
import type { WiredNode, Wiring } from './wiring.ts';

/**
 * What crosses into the guest for a step, made from the state alone (I4). When blobs are missing (`run.reader.missing`) it is
 * incomplete and not to be used.
 */
export function createRequest(
  run: Run,
  step: Step,
  { inputs, loopIndex }: { inputs: StepRequest['inputs']; loopIndex: number | undefined },
): StepRequest {
  const { wiring, state } = run;
  const { plan } = wiring;
  // A step exists only in an execution that has started.
  const started = state.started!;
  const node = wiring.nodes[step.node]!.plan;
  const { reads } = node;
  return {
    node: node.id,
    scope: step.scope.path,
    attempt: step.attempt,
    inputs,
    ...(reads === undefined || reads.includes('trigger')
      ? { trigger: run.reader.read(started.items).map(asGuestItem) }
      : undefined),
    ...(node.references.length === 0 ? undefined : { nodes: readReferences(run, step, node.references) }),
    ...((reads === undefined || reads.includes('vars')) && plan.settings.vars !== undefined
      ? { vars: plan.settings.vars }
      : undefined),
    ...(reads === undefined || reads.includes('execution') ? { execution: executionOf(run) } : undefined),
    ...(loopIndex === undefined ? undefined : { loop: { index: loopIndex } }),
    nowMs: step.nowMs,
    seed: started.seed,
    ...(step.seen === 0 ? undefined : { results: step.results.slice(0, step.seen).map((effect) => readResult(run, effect)) }),
  };
}

function executionOf(run: Run): NonNullable<StepRequest['execution']> {
  // A step exists only in an execution that has started.
  const { executionId, workflowId, version, mode, at } = run.state.started!;
  const { name } = run.wiring.plan;
  run.execution ??= { id: executionId, workflowId, workflowName: name, version, mode, startedAt: new Date(at).toISOString() };
  return run.execution;
}

/** The step's items by input port, as the guest sees them. */
export function readInputs(run: Run, step: Step): { [port: string]: readonly GuestItem[] } {
  const inputs: { [port: string]: readonly GuestItem[] } = {};
  for (const { port, edges } of run.wiring.nodes[step.node]!.inputs) {
    inputs[port] = readSources(run.wiring, sourcesAt(step.scope, edges), run.reader).map(asGuestItem);
  }
  return inputs;
}

/** An item without what node code does not see. */
export function asGuestItem(item: OutputItem): GuestItem {
  if (item.from === undefined) return item as GuestItem;
  if (item.blobs === undefined && item.error === undefined) return { json: item.json };
  const { from: _, ...visible } = item;
  return visible as GuestItem;
}

/** `$node('id')`: the items of the first output port with items, in the nearest scope outwards. */
function readReferences(run: Run, step: Step, ids: readonly string[]): NonNullable<StepRequest['nodes']> {
  return Object.fromEntries(ids.map((id) => [id, readReference(run, step.scope, run.wiring.byId.get(id)!).map(asGuestItem)]));
}

function readReference(run: Run, from: Scope, target: WiredNode): readonly OutputItem[] {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.loop?.scope) {
    if (scope.loop?.node === target.index) return readAtEach(run.wiring, scope.loop, scope, run.reader);
    if (levelOf(run.wiring, scope) !== target.level) continue;
    const step = scope.steps[target.slot];
    const port = step === undefined ? undefined : target.plan.outputs.find((name) => isLive(target, step, name));
    return step === undefined || port === undefined ? [] : run.reader.read(outputOf(step, port)!);
  }
  return [];
}

function levelOf(wiring: Wiring, scope: Scope): WiredNode['level'] {
  return scope.loop === undefined ? wiring.top : wiring.nodes[scope.loop.node]!.body!;
}

function readResult(run: Run, effect: Effect): GuestEffectResult {
  // Only settled effects become results of a step.
  const result = effect.result!;
  return { index: effect.index, result: result.ok ? { ok: true, value: readValue(run, result) } : result };
}

function readValue(run: Run, { value }: EffectResult & { ok: true }): Json {
  if ('value' in value) return value.value;
  const text = run.host.readBlob(value.blob.sha256);
  if (text === undefined) {
    run.reader.missing.add(value.blob.sha256);
    return null;
  }
  // What is stored under a value's hash is the value's JSON text.
  return JSON.parse(text) as Json;
}
