import type { WorkflowDocument } from '@sluice/protocol';
import type { TriggerSummary } from '../storage/ports/workflow-store.ts';

const TRIGGER_TYPES: ReadonlySet<string> = new Set(['core.manual@1', 'core.webhook@1', 'core.schedule@1']);

/** The triggers that a list of workflows shows; read from the document as it stands, valid or not. */
export function triggerSummaries(document: WorkflowDocument): TriggerSummary[] {
  return Object.entries(document.nodes).flatMap(([nodeId, { type, params }]) => {
    if (!TRIGGER_TYPES.has(type)) return [];
    const text = (name: string) => (typeof params[name] === 'string' ? { [name]: params[name] } : {});
    return [{ nodeId, type, ...text('path'), ...text('method'), ...text('cron') }];
  });
}
