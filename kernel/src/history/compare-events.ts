import type { JournalEvent } from '@sluice/protocol';
import { encodeEvent } from '../run/encode-event.ts';

/** The first place where two journals differ, with both events as their journal lines; empty where one has none. */
export interface Divergence {
  readonly seq: number;
  readonly recorded: string;
  readonly replayed: string;
}

/** Compares byte for byte. Undefined when there is no difference. */
export function compareEvents(recorded: readonly JournalEvent[], replayed: readonly JournalEvent[]): Divergence | undefined {
  const length = Math.max(recorded.length, replayed.length);
  for (let index = 0; index < length; index += 1) {
    const before = recorded[index];
    const after = replayed[index];
    const divergence = {
      seq: (before ?? after)!.seq,
      recorded: before === undefined ? '' : encodeEvent(before),
      replayed: after === undefined ? '' : encodeEvent(after),
    };
    if (divergence.recorded !== divergence.replayed) return divergence;
  }
  return undefined;
}
