import type { WorkflowDocument } from '@sluice/protocol';

export const topics = [
  'loops',
  'joins',
  'branches',
  'errors',
  'waits',
  'webhooks',
  'schedules',
  'files',
  'sub-workflows',
  'code',
] as const;
export type Topic = (typeof topics)[number];

const typesOf: Readonly<Record<string, Topic>> = {
  'core.loop': 'loops',
  'core.for-each': 'loops',
  'core.merge': 'joins',
  'core.compare': 'joins',
  'core.if': 'branches',
  'core.switch': 'branches',
  'core.stop': 'errors',
  'core.wait': 'waits',
  'core.webhook': 'webhooks',
  'core.schedule': 'schedules',
  'core.csv': 'files',
  'core.call-workflow': 'sub-workflows',
  'core.code': 'code',
};

/** What a workflow shows how to do, read off its own nodes and edges. */
export function topicsOf({ nodes, edges }: WorkflowDocument): Topic[] {
  const found = new Set<Topic>();
  for (const { type, onError, retry } of Object.values(nodes)) {
    const topic = typesOf[type.split('@')[0] ?? ''];
    if (topic !== undefined) found.add(topic);
    if (onError === 'route' || onError === 'continue' || retry !== undefined) found.add('errors');
  }
  // Several triggers into one node are no join: only one of them fires.
  const targets = edges.filter(({ from }) => !isTrigger(nodes[from.split('.')[0] ?? '']?.type)).map(({ to }) => to);
  if (new Set(targets).size < targets.length) found.add('joins');
  return topics.filter((topic) => found.has(topic));
}

function isTrigger(type: string | undefined): boolean {
  return type !== undefined && /^core\.(manual|webhook|schedule)@/.test(type);
}
