import { type Json, nodePin, type StepView, sampleItems, type WorkflowDocument } from '@sluice/protocol';
import { splitPortRef } from '../../draft/port-ref.ts';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import type { NodeRun } from '../../run/run-view.ts';
import { neighboursOf } from './neighbours.ts';

/** Where items of a port are to be had: in a run, to be fetched, or in the document itself. */
export type ItemSource =
  | {
      readonly kind: 'run';
      readonly executionId: string;
      readonly node: string;
      readonly scope: string;
      readonly side: 'in' | 'out';
      readonly port: string;
      readonly count: number;
    }
  | { readonly kind: 'pin' | 'sample'; readonly items: readonly Json[] };

export interface SourcesOptions {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  /** A node in the run that is looked at, or in the one before it that has it. Its steps are in the order in which they began. */
  readonly runOf: (node: string) => Pick<NodeRun, 'executionId' | 'steps'> | undefined;
  /** What the samples of schedules say, ms since the epoch. */
  readonly nowMs: number;
}

/** The nodes that are connected to a node's inputs, each once. */
export function inputNodes({ edges }: Pick<WorkflowDocument, 'edges'>, id: string): readonly string[] {
  return [...(neighboursOf(edges).before.get(id) ?? [])];
}

/** Every node that leads to a node, nearest first. */
export function upstreamNodes(document: Pick<WorkflowDocument, 'edges'>, id: string): readonly string[] {
  const found = new Set(inputNodes(document, id));
  // The set grows while it is gone through, until nothing new leads to any of it.
  for (const each of found) for (const before of inputNodes(document, each)) found.add(before);
  found.delete(id);
  return [...found];
}

/**
 * Where the items of all inputs of a node come from: of its own step, when it has one in the run; else from what the nodes before it gave
 * out, or would give out.
 */
export function inputSources(options: SourcesOptions, id: string, step: StepView | undefined): readonly ItemSource[] {
  const run = options.runOf(id);
  if (step !== undefined && run !== undefined) {
    const { executionId } = run;
    return Object.entries(step.inputs).flatMap(([port, count]): ItemSource[] =>
      count === 0 ? [] : [{ kind: 'run', executionId, node: id, scope: step.scope, side: 'in', port, count }],
    );
  }
  return options.document.edges.flatMap(({ from, to }) => {
    if (splitPortRef(to).node !== id) return [];
    const { node, port } = splitPortRef(from);
    return outputSource(options, node, port) ?? [];
  });
}

/**
 * Where a node's output is to be had: what is pinned to it, else what it gave out in the run, else, for a trigger, its sample.
 *
 * @param port by default the first that has items, as `$node` reads it
 */
export function outputSource(
  { document, catalog, runOf, nowMs }: SourcesOptions,
  id: string,
  port?: string,
): ItemSource | undefined {
  const isTrigger = catalog.get(document.nodes[id]?.type ?? '')?.kind === 'trigger';
  const pin = nodePin.safeParse(document.layout[id]?.['pin']);
  const pinned = pin.success && !isTrigger ? ofPort(pin.data.outputs, port, (items) => items.length) : undefined;
  if (pinned !== undefined) return { kind: 'pin', items: pinned[1] };
  const run = runOf(id);
  const step = run?.steps.at(-1);
  const given = step === undefined ? undefined : ofPort(step.outputs, port, (count) => count);
  if (run !== undefined && step !== undefined && given !== undefined) {
    const [name, count] = given;
    return { kind: 'run', executionId: run.executionId, node: id, scope: step.scope, side: 'out', port: name, count };
  }
  return isTrigger ? { kind: 'sample', items: sampleItems(document, id, nowMs) } : undefined;
}

/** The port that is asked for, or the first with anything in it. */
function ofPort<T>(
  ports: { readonly [port: string]: T },
  port: string | undefined,
  countOf: (value: T) => number,
): [string, T] | undefined {
  return Object.entries(ports).find(([name, value]) => (port === undefined || name === port) && countOf(value) > 0);
}
