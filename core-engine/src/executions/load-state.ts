import { createState, decodeState, type Plan, type RunState, seek } from '@sluice/kernel';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { JournalReader } from './journal-reader.ts';

const decoder = new TextDecoder();

/** The state of an execution at `seq`, from the newest snapshot before it on. */
export async function loadState(
  { id, seq, plan }: { readonly id: string; readonly seq: number; readonly plan: Plan },
  from: { readonly store: Pick<ExecutionStore, 'loadSnapshot'>; readonly journal: JournalReader },
): Promise<RunState> {
  const snapshot = await from.store.loadSnapshot(id, seq);
  const begun = snapshot === undefined ? createState() : decodeState(decoder.decode(snapshot.bytes));
  const events = await from.journal.events(id, { after: begun.seq, until: seq });
  return seek(plan, events, seq, begun);
}
