import type { WorkflowDocument } from '@sluice/protocol';

/** Whether a document has triggers that start executions by themselves once it is active: webhooks and schedules. */
export function listens({ nodes }: WorkflowDocument): boolean {
  return Object.values(nodes).some(({ type, disabled }) => disabled === undefined && /^core\.(webhook|schedule)@/.test(type));
}
