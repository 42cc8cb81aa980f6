import { type DocumentNode, didKey, type Issue, type Json, SluiceError, type WorkflowDocument } from '@sluice/protocol';
import { nextDueAt } from './schedule/next-due-at.ts';
import { isSchedule, isWebhook } from './trigger-types.ts';
import { hookMethod, isHookPath } from './webhook/hook-trigger.ts';

/** What the compiler cannot know about triggers: paths, protections and schedules that could not be served. Node by node, in document order. */
export function triggerIssues(document: WorkflowDocument): Issue[] {
  const nodes = Object.entries(document.nodes);
  return [
    ...nodes.flatMap(([id, node]) => {
      if (isWebhook(node.type)) return [...pathIssues(id, node), ...protectionIssues(id, node)];
      return isSchedule(node.type) ? scheduleIssues(id, node) : [];
    }),
    ...duplicateIssues(nodes),
  ];
}

function pathIssues(nodeId: string, node: DocumentNode): Issue[] {
  const path = node.params['path'];
  if (path === undefined || isHookPath(path)) return []; // a missing one is the compiler's to name
  const message = `Node "${nodeId}": ${JSON.stringify(path)} cannot be a webhook's path.`;
  return [issue('webhook_path_invalid', nodeId, 'path', message)];
}

function protectionIssues(nodeId: string, node: DocumentNode): Issue[] {
  const { protection, secret, allow } = node.params;
  if ((protection === 'bearer' || protection === 'standard-webhooks') && (typeof secret !== 'string' || secret === '')) {
    const message = `Node "${nodeId}" is protected by ${protection}, which needs the name of a secret.`;
    return [issue('param_missing', nodeId, 'secret', message)];
  }
  if (protection !== 'signed') return [];
  return list(allow).flatMap((key, index) => {
    if (didKey.safeParse(key).success) return [];
    return [
      issue(
        'param_invalid',
        nodeId,
        `allow.${index}`,
        `Node "${nodeId}": ${JSON.stringify(key)} is no did:key of an Ed25519 key.`,
      ),
    ];
  });
}

function scheduleIssues(nodeId: string, node: DocumentNode): Issue[] {
  const { cron, timezone = 'UTC' } = node.params;
  if (typeof cron !== 'string' || typeof timezone !== 'string') return []; // the compiler's to name
  try {
    if (nextDueAt(cron, timezone, EARLIEST_MS) !== undefined) return [];
    return [issue('schedule_invalid', nodeId, 'cron', `Node "${nodeId}": "${cron}" is never due.`)];
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    const param = /time zone/.test(error.detail) ? 'timezone' : 'cron';
    return [issue('schedule_invalid', nodeId, param, `Node "${nodeId}": ${error.detail}`)];
  }
}

/** Any time will do: a cron has no year, so that what is due once is due again. */
const EARLIEST_MS = 0;

function duplicateIssues(nodes: readonly (readonly [string, DocumentNode])[]): Issue[] {
  const seen = new Map<string, string>();
  return nodes.flatMap(([nodeId, node]) => {
    const path = node.params['path'];
    if (!isWebhook(node.type) || node.disabled !== undefined || typeof path !== 'string') return [];
    const place = `${hookMethod(node.params['method'])} /hooks/${path}`;
    const other = seen.get(place);
    seen.set(place, other ?? nodeId);
    if (other === undefined) return [];
    return [
      issue(
        'webhook_path_taken',
        nodeId,
        'path',
        `Nodes "${other}" and "${nodeId}" both listen to ${place}.`,
        'Give one of them another path or method.',
      ),
    ];
  });
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []; // Array.isArray does not narrow readonly arrays
}

function issue(code: Issue['code'], nodeId: string, param: string, message: string, hint?: string): Issue {
  const pointer = `/nodes/${nodeId}/params/${param.replaceAll('.', '/')}`;
  return hint === undefined ? { code, message, nodeId, param, pointer } : { code, message, nodeId, param, pointer, hint };
}
