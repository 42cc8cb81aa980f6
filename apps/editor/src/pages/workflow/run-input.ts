import { type Json, json, type WorkflowDocument } from '@sluice/protocol';
import { z } from 'zod';
import type { NodeCatalog } from '../../queries/use-catalog.ts';

const sample = z.array(json).min(1);

/** The ids of a workflow's triggers; the manual one first, since that is the one that Run means. */
export function triggersOf(document: WorkflowDocument, catalog: NodeCatalog): string[] {
  const isManual = (id: string) => document.nodes[id]?.type.startsWith('core.manual@') === true;
  return Object.entries(document.nodes)
    .filter(([, node]) => catalog.get(node.type)?.kind === 'trigger')
    .map(([id]) => id)
    .sort((a, b) => Number(isManual(b)) - Number(isManual(a)));
}

/**
 * What a trigger starts with when nobody said otherwise: the `sample` beside its place in the layout (an array of the items' `json`,
 * never part of the version), else something that has the shape of what the trigger gives.
 */
export function sampleItemsOf(trigger: string, document: WorkflowDocument): readonly Json[] {
  const kept = sample.safeParse(document.layout[trigger]?.['sample']);
  if (kept.success) return kept.data;
  const node = document.nodes[trigger];
  if (node?.type.startsWith('core.webhook@')) return [webhookCall(node.params)];
  if (node?.type.startsWith('core.schedule@')) return [scheduleTick()];
  return [{}];
}

function webhookCall({ path = '', method = 'POST' }: Readonly<Record<string, Json | undefined>>): Json {
  return {
    method: method === 'ANY' ? 'POST' : method,
    path,
    headers: { 'content-type': 'application/json' },
    query: {},
    body: {},
  };
}

function scheduleTick(): Json {
  const at = new Date().toISOString();
  return { scheduledAt: at, firedAt: at, missed: 0 };
}
