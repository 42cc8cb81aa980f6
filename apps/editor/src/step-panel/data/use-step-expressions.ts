import type { GuestItem } from '@sluice/kernel';
import { getStepItems, type Json, type StepView, type WorkflowDocument } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { queryClient } from '../../app/query-client.ts';
import { runStore, useRun } from '../../app/runs.ts';
import { api } from '../../app/services.ts';
import type { ExpressionData } from '../../expressions/expression-data.ts';
import type { ExpressionScope } from '../../expressions/expression-scope.tsx';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { findNodeRun } from '../../run/find-node-run.ts';
import { type ItemSource, inputNodes, inputSources, outputSource, type SourcesOptions, upstreamNodes } from './item-sources.ts';

/** As many items as one looks at while writing; more would cost each keystroke. */
const ITEMS = 100;

interface Loaded {
  readonly items: readonly GuestItem[];
  readonly total: number;
}

interface StepExpressionsOptions {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly nodeId: string;
  readonly workflowId: string | undefined;
  /** The run whose data is taken. */
  readonly executionId: string | undefined;
  /** The node's own step in it, when it has one. */
  readonly step: StepView | undefined;
}

/** What the expressions of a node are written against: the data of the run that is looked at, else of what is pinned, else samples. */
export function useStepExpressions(options: StepExpressionsOptions): ExpressionScope {
  const { document, catalog, nodeId, workflowId = '', executionId, step } = options;
  const { view } = useRun(executionId);
  const [item, setItem] = useState(0);
  const [nowMs] = useState(Date.now);
  const sources: SourcesOptions = {
    document,
    catalog,
    runOf: (id) => findNodeRun(runStore.getState().views, executionId, id),
    nowMs,
  };
  const inputs = inputSources(sources, nodeId, step);
  const trigger = triggerSource(sources, nodeId);
  // The sources tell what the data is: as long as they are the same, so is it.
  const key = JSON.stringify([executionId, inputs, trigger]);
  const { data: loaded } = useQuery({
    queryKey: ['executions', 'expression-data', key],
    queryFn: async () => ({
      own: await Promise.all(inputs.map((source) => load(source))),
      trigger: trigger === undefined ? [] : (await load(trigger)).items,
    }),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (previous) => previous,
  });

  const vars = JSON.stringify(document.settings.vars ?? {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for by key is the same as long as its key is
  return useMemo(() => {
    const items = (loaded?.own ?? []).flatMap((each) => each.items);
    const data: ExpressionData = {
      items,
      total: (loaded?.own ?? []).reduce((sum, { total }) => sum + total, 0),
      upstream: upstreamNodes(document, nodeId),
      inputs: inputNodes(document, nodeId),
      nodes: {},
      trigger: loaded?.trigger ?? [],
      vars: JSON.parse(vars),
      execution: { id: executionId ?? '', workflowId, workflowName: document.name, version: '', mode: 'manual', startedAt: '' },
      loop: loopOf(step?.scope ?? ''),
      source: items.length === 0 ? 'none' : (inputs[0]?.kind ?? 'none'),
    };
    const known = new Map<string, ExpressionData>();
    return {
      data,
      item: Math.min(item, Math.max(0, items.length - 1)),
      setItem,
      withNodes: async (ids) => {
        const wanted = ids.filter((id) => data.upstream.includes(id)).sort();
        const name = wanted.join(' ');
        const made = known.get(name) ?? { ...data, nodes: await loadNodes(sources, wanted) };
        known.set(name, made);
        return made;
      },
    };
  }, [key, loaded, vars, item, nodeId, document.edges, document.name, view?.status, step?.scope]);
}

async function loadNodes(sources: SourcesOptions, ids: readonly string[]): Promise<{ [id: string]: readonly GuestItem[] }> {
  const loaded = await Promise.all(
    ids.map(async (id) => {
      const source = outputSource(sources, id);
      return [id, source === undefined ? [] : (await load(source)).items] as const;
    }),
  );
  return Object.fromEntries(loaded);
}

/** The first items of a source. Those of a run never change once their step has them, so they are fetched once. */
async function load(source: ItemSource): Promise<Loaded> {
  if (source.kind !== 'run') return { items: source.items.slice(0, ITEMS).map(itemOf), total: source.items.length };
  const { executionId, node, scope, side, port } = source;
  return queryClient.fetchQuery({
    queryKey: ['executions', 'first-items', source],
    queryFn: async ({ signal }) => {
      const page = await api(
        getStepItems,
        { params: { id: executionId }, query: { node, scope, side, port, limit: ITEMS } },
        { signal },
      );
      return { items: page.items as readonly GuestItem[], total: page.total };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function itemOf(json: Json): GuestItem {
  return { json };
}

/** The trigger that started the run, or the first one that leads here. */
function triggerSource(sources: SourcesOptions, nodeId: string): ItemSource | undefined {
  const { document, catalog, runOf } = sources;
  const triggers = upstreamNodes(document, nodeId).filter(
    (id) => catalog.get(document.nodes[id]?.type ?? '')?.kind === 'trigger',
  );
  const started = triggers.find((id) => runOf(id) !== undefined) ?? triggers[0];
  return started === undefined ? undefined : outputSource(sources, started);
}

/** `loop#0/inner#3` is the iteration 3 of the innermost loop. */
function loopOf(scope: string): { readonly index: number } | undefined {
  const index = /#(\d+)$/.exec(scope)?.[1];
  return index === undefined ? undefined : { index: Number(index) };
}
