import type { JournalEvent } from '@sluice/protocol';
import type { Plan } from '../graph/plan.ts';
import { applyWired } from '../run/apply-event.ts';
import { createState, type RunState } from '../run/state.ts';
import { wiringOf } from '../run/wiring.ts';

/**
 * The state at `seq`: the fold of the events up to it.
 *
 * @param events the journal, or the part of it that follows on `from`; what lies outside is passed over
 * @param from a state at an earlier `seq`, e.g. a decoded snapshot; it is taken over and changed
 */
export function seek(plan: Plan, events: Iterable<JournalEvent>, seq: number, from: RunState = createState()): RunState {
  const wiring = wiringOf(plan);
  for (const event of events) {
    if (event.seq > seq) break;
    if (event.seq > from.seq) applyWired(wiring, from, event);
  }
  return from;
}
