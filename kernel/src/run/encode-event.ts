import type { JournalEvent } from '@sluice/protocol';

/** An event as one line of the journal, without the line break: JSON with its keys in schema order, as all events are made. */
export function encodeEvent(event: JournalEvent): string {
  return JSON.stringify(event);
}
