import type { Plan, PlanNode } from '@sluice/kernel';
import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { activeTriggers } from './active-triggers.ts';

const NOW = Date.parse('2026-11-20T10:00:30Z');

function planOf(
  nodes: readonly { id: string; type: string; params: { [name: string]: Json }; disabled?: 'pass' | 'block'; kind?: 'action' }[],
): Plan {
  const full = nodes.map(
    (node): PlanNode => ({
      index: 0,
      title: node.id,
      templates: [],
      references: [],
      inputs: [],
      outputs: ['main'],
      inEdges: {},
      outEdges: {},
      loops: [],
      body: [],
      onError: 'stop',
      retry: undefined,
      timeoutMs: undefined,
      onDoubt: 'ask',
      effects: [],
      ...node,
      kind: node.kind ?? 'trigger',
      disabled: node.disabled,
    }),
  );
  return { version: 'v', name: 'w', nodes: full, edges: [], triggers: nodes.map(({ id }) => id), settings: {}, types: [] };
}

describe('activeTriggers', () => {
  it('lists webhooks by method and path, and schedules with their first due time', () => {
    const plan = planOf([
      { id: 'm', type: 'core.manual@1', params: {} },
      { id: 'a', type: 'core.webhook@1', params: { path: 'orders', method: 'POST' } },
      { id: 'b', type: 'core.webhook@2', params: { path: 'any', method: 'ANY' } },
      { id: 'off', type: 'core.webhook@1', params: { path: 'off' }, disabled: 'block' },
      { id: 's', type: 'core.schedule@1', params: { cron: '0 12 * * *', timezone: 'Europe/Berlin' } },
      { id: 'u', type: 'core.schedule@1', params: { cron: '* * * * *' } },
    ]);
    expect(activeTriggers(plan, NOW)).toEqual({
      webhooks: [
        { nodeId: 'a', method: 'POST', path: 'orders' },
        { nodeId: 'b', method: '*', path: 'any' },
      ],
      schedules: [
        { nodeId: 's', cron: '0 12 * * *', timeZone: 'Europe/Berlin', nextAtMs: Date.parse('2026-11-20T11:00:00Z') },
        { nodeId: 'u', cron: '* * * * *', timeZone: 'UTC', nextAtMs: Date.parse('2026-11-20T10:01:00Z') },
      ],
    });
  });
});
