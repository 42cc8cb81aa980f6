import { getStepItems, type StepView } from '@sluice/protocol';
import { api } from '../app/services.ts';
import type { ItemView } from '../queries/use-step-items.ts';
import { MOST_PINNED_ITEMS } from './make-pin.ts';

const PAGE = 1000;

/** All that a step gave out, port by port; undefined when there are more items than can be pinned. */
export async function fetchOutputs(executionId: string, step: StepView): Promise<Record<string, ItemView[]> | undefined> {
  const ports: Record<string, ItemView[]> = {};
  for (const [port, count] of Object.entries(step.outputs)) {
    if (count > MOST_PINNED_ITEMS) return undefined;
    const items: ItemView[] = [];
    while (items.length < count) {
      const query = { node: step.node, scope: step.scope, side: 'out' as const, port, offset: items.length, limit: PAGE };
      const page = await api(getStepItems, { params: { id: executionId }, query });
      if (page.items.length === 0) break;
      items.push(...page.items);
    }
    ports[port] = items;
  }
  return ports;
}
