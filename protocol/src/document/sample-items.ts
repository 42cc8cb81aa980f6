import { z } from 'zod';
import { type Json, json } from '../json.ts';
import type { WorkflowDocument } from './workflow-document.ts';

const sample = z.array(json).min(1);

/**
 * What a trigger starts with by hand when nobody said otherwise: the `sample` beside its place in the layout (an array of the items'
 * `json`, never part of the version), else something that has the shape of what the trigger gives.
 *
 * @param nowMs since the epoch
 */
export function sampleItems(
  { nodes, layout }: Pick<WorkflowDocument, 'nodes' | 'layout'>,
  trigger: string,
  nowMs: number,
): readonly Json[] {
  const kept = sample.safeParse(layout[trigger]?.['sample']);
  if (kept.success) return kept.data;
  const node = nodes[trigger];
  if (node?.type.startsWith('core.webhook@')) return [webhookCall(node.params)];
  if (node?.type.startsWith('core.schedule@')) return [scheduleTick(nowMs)];
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

function scheduleTick(nowMs: number): Json {
  const at = new Date(nowMs).toISOString();
  return { scheduledAt: at, firedAt: at, missed: 0 };
}
