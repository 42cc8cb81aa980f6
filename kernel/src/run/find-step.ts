import { SluiceError } from '@sluice/protocol';
import type { RunState, Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/** The step of a node in a scope, or undefined when its edges have not settled, or there is no such node or scope. */
export function findStep(state: RunState, wiring: Wiring, nodeId: string, path: string): Step | undefined {
  const node = wiring.byId.get(nodeId);
  const step = node === undefined ? undefined : state.scopes.get(path)?.steps[node.slot];
  return step?.node === node?.index ? step : undefined;
}

/** The same for a derived event, which can only be about a step that there is. */
export function getStep(
  state: RunState,
  wiring: Wiring,
  { node, scope, type }: { node: string; scope: string; type: string },
): Step {
  const step = findStep(state, wiring, node, scope);
  if (step !== undefined) return step;
  throw new SluiceError(
    'journal_invalid',
    `Event ${state.seq} (${type}) names the step "${node}" in scope "${scope}", whose edges have not settled.`,
  );
}
