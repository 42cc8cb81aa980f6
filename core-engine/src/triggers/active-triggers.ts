import type { Plan, PlanNode } from '@sluice/kernel';
import type { ActiveTriggers } from '../storage/ports/workflow-store.ts';
import { nextDueAt } from './schedule/next-due-at.ts';
import { isSchedule, isWebhook } from './trigger-types.ts';
import { hookMethod } from './webhook/hook-trigger.ts';

/**
 * What a published plan listens to once it is active: its webhooks, and its schedules with the first time after `nowMs` at which each
 * is due. Disabled triggers listen to nothing. The document has passed `triggerIssues` before.
 *
 * @throws SluiceError `schedule_invalid`.
 */
export function activeTriggers(plan: Plan, nowMs: number): ActiveTriggers {
  const nodes = plan.nodes.filter((node) => node.kind === 'trigger' && node.disabled === undefined);
  return {
    webhooks: nodes
      .filter(({ type }) => isWebhook(type))
      .map((node) => ({ nodeId: node.id, method: hookMethod(node.params['method']), path: text(node, 'path') })),
    schedules: nodes.filter(({ type }) => isSchedule(type)).flatMap((node) => scheduleOf(node, nowMs)),
  };
}

/** A schedule that is never due again is not one. */
function scheduleOf(node: PlanNode, nowMs: number): ActiveTriggers['schedules'] {
  const cron = text(node, 'cron');
  const timeZone = text(node, 'timezone') || 'UTC';
  const nextAtMs = nextDueAt(cron, timeZone, nowMs);
  return nextAtMs === undefined ? [] : [{ nodeId: node.id, cron, timeZone, nextAtMs }];
}

function text(node: PlanNode, param: string): string {
  const value = node.params[param];
  return typeof value === 'string' ? value : '';
}
