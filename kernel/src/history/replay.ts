import { type InputEvent, type JournalEvent, SluiceError } from '@sluice/protocol';
import type { Plan } from '../graph/plan.ts';
import { advance } from '../run/advance.ts';
import type { RunHost } from '../run/contract.ts';
import { createState } from '../run/state.ts';
import { compareEvents, type Divergence } from './compare-events.ts';

export interface Replay {
  /** How many events were compared. */
  readonly events: number;
  readonly identical: boolean;
  readonly divergence: Divergence | undefined;
}

/**
 * Runs the plan again: gives the recorded inputs where they were recorded, makes everything else anew, and compares it byte for byte
 * (I4). Nothing is performed: results of effects are inputs.
 *
 * @param events a whole journal, from `seq` 1 on; it may end anywhere
 * @throws SluiceError `blob_unknown` when a blob that the run reads is no longer there
 */
export function replay(plan: Plan, events: readonly JournalEvent[], host: RunHost): Replay {
  const state = createState();
  let position = 0;
  while (position < events.length) {
    const inputs = takeInputs(events, position);
    const end = findInput(events, position + inputs.length);
    const made = advance(plan, state, inputs, host, { untilSeq: end });
    const [missing] = made.missingBlobs;
    if (missing !== undefined)
      throw new SluiceError('blob_unknown', `The blob ${missing}, which the run reads, is not there any more.`);
    const divergence = compareEvents(events.slice(position, end), made.events);
    if (divergence !== undefined) return { events: divergence.seq, identical: false, divergence };
    position = end;
  }
  return { events: events.length, identical: true, divergence: undefined };
}

function takeInputs(events: readonly JournalEvent[], from: number): InputEvent[] {
  const inputs: InputEvent[] = [];
  for (let event = events[from]; event !== undefined && isInput(event); event = events[from + inputs.length]) inputs.push(event);
  return inputs;
}

/** The position of the first input from there on, or the end. */
function findInput(events: readonly JournalEvent[], from: number): number {
  const position = events.findIndex((event, index) => index >= from && isInput(event));
  return position === -1 ? events.length : position;
}

/** Inputs carry their time; derived events have none. */
function isInput(event: JournalEvent): event is InputEvent {
  return 'at' in event;
}
