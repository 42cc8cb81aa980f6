import type { ItemList, JournalEvent, OutputItem } from '@sluice/protocol';
import type { StepRequest } from '../guest/contract.ts';
import { applyWired } from './apply-event.ts';
import type { RunHost } from './contract.ts';
import type { ItemReader } from './sources.ts';
import type { Effect, RunState, Step } from './state.ts';
import type { Wiring } from './wiring.ts';

/** One call of `advance`: what it works on and what it has done so far. */
export interface Run {
  readonly wiring: Wiring;
  readonly state: RunState;
  readonly host: RunHost;
  readonly reader: BlobReader;
  readonly events: JournalEvent[];
  /** Effects to be performed, unless their step ends before this run does. */
  readonly requested: { readonly step: Step; readonly effect: Effect }[];
  /** Guest calls that may still be made. */
  callsLeft: number;
  /** Those that come are for another time. */
  readonly isOverdue: () => boolean;
  /** What every guest call says of the execution; put together for the first one. */
  execution: StepRequest['execution'] | undefined;
}

/**
 * What came of looking for something to do: `done` something, perhaps without a trace; `idle`, for there is nothing to do; `blocked`,
 * because a blob is missing, the guest calls are used up or it is overdue. Blocked work stays due.
 */
export type Move = 'done' | 'idle' | 'blocked';

export function emit(run: Run, event: JournalEvent): void {
  applyWired(run.wiring, run.state, event);
  run.events.push(event);
}

/** Reads items for a run, from the state's own store or the host's blobs. */
export class BlobReader implements ItemReader {
  readonly missing = new Set<string>();
  readonly #state: RunState;
  readonly #host: Pick<RunHost, 'readBlob'>;

  constructor(state: RunState, host: Pick<RunHost, 'readBlob'>) {
    this.#state = state;
    this.#host = host;
  }

  read(list: ItemList): readonly OutputItem[] {
    const items = this.#state.items.read(list, this.#host);
    if (items !== undefined) return items;
    if ('blob' in list) this.missing.add(list.blob.sha256);
    return [];
  }

  remember(step: Step, compute: () => readonly OutputItem[]): readonly OutputItem[] {
    const known = this.#state.items.remembered(step);
    if (known !== undefined) return known;
    const items = compute();
    if (this.missing.size === 0) this.#state.items.remember(step, items);
    return items;
  }
}
