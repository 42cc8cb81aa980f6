import type { WorkflowDocument } from '@sluice/protocol';
import type { ActiveTriggers, WorkflowStore } from '../ports/workflow-store.ts';

export const HASH_1 = '1'.repeat(64);
export const HASH_2 = '2'.repeat(64);

export function sampleDocument(name: string, x = 0): WorkflowDocument {
  return { format: 'sluice/1', name, settings: {}, nodes: {}, edges: [], layout: { a: { x } } };
}

export function newWorkflow(id: string, nowMs = 1000, name = `Workflow ${id}`) {
  return { id, owner: 'did:key:owner', document: sampleDocument(name), triggers: [], nowMs };
}

export function hooks(...webhooks: [method: string, path: string, nodeId?: string][]): ActiveTriggers {
  return { webhooks: webhooks.map(([method, path, nodeId = 'hook']) => ({ method, path, nodeId })), schedules: [] };
}

/** Puts samples into the store that `open` gives at that moment. */
export function sampleWorkflows(open: () => WorkflowStore) {
  return {
    create: (id: string, nowMs = 1000, name = `Workflow ${id}`) => open().create(newWorkflow(id, nowMs, name)),
    publish: (workflowId: string, hash: string, over: Partial<Parameters<WorkflowStore['publish']>[0]> = {}) =>
      open().publish({
        workflowId,
        hash,
        document: sampleDocument(`At ${hash[0]}`),
        message: 'm',
        createdBy: 'did:key:me',
        nowMs: 2000,
        ...over,
      }),
    activate: (workflowId: string, triggers: ActiveTriggers, version = HASH_1) =>
      open().activate({ workflowId, version, triggers, nowMs: 3000 }),
  };
}
