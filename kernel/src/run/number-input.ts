import type { InputEvent } from '@sluice/protocol';
import type { NewInput } from './contract.ts';

/** The members of each input after `seq`, in schema order: the order in which the journal has them, byte for byte. */
const members: { readonly [T in InputEvent['type']]: readonly string[] } = {
  'execution-started': [
    'executionId',
    'workflowId',
    'version',
    'mode',
    'trigger',
    'items',
    'seed',
    'actor',
    'parent',
    'asked',
    'given',
  ],
  'effect-settled': ['node', 'scope', 'attempt', 'index', 'result'],
  'effect-deferred': ['node', 'scope', 'attempt', 'index', 'wait'],
  'effect-in-doubt': ['node', 'scope', 'attempt', 'index'],
  'doubt-resolved': ['node', 'scope', 'attempt', 'index', 'decision', 'value', 'actor'],
  'timer-fired': ['timer'],
  'step-aborted': ['node', 'scope', 'attempt', 'error'],
  'cancel-requested': ['actor', 'reason'],
  'pause-requested': ['actor'],
  'resume-requested': ['actor'],
  'execution-timed-out': [],
};

/** An input as an event of the journal. */
export function numberInput(seq: number, input: NewInput): InputEvent {
  const event: Record<string, unknown> = { seq, at: input.at, type: input.type };
  for (const name of members[input.type]) {
    const value = (input as Record<string, unknown>)[name];
    if (value !== undefined) event[name] = value;
  }
  // The same members as the input's, and `seq`.
  return event as InputEvent;
}
