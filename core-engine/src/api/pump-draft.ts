import type { DraftChange, Presence, ServerFrame } from '@sluice/protocol';
import type { WorkflowRow } from '../storage/ports/workflow-store.ts';
import type { DraftRooms } from '../workflows/draft-room.ts';

export interface DraftPumpOptions {
  readonly id: string;
  readonly workflowId: string;
  /** The revision that the caller has. */
  readonly after: number;
  readonly did: string;
  readonly rooms: DraftRooms;
  /** The workflow as it is now. */
  readonly find: () => Promise<Pick<WorkflowRow, 'revision' | 'publishedVersion' | 'activeVersion' | 'archived'>>;
  /** Throws when the caller may not see the draft, or no longer. */
  readonly check: () => Promise<void>;
  /** Resolves when more can be taken. */
  readonly send: (frame: ServerFrame) => Promise<void>;
  readonly signal: AbortSignal;
}

/** So many frames wait for a slow reader; then those of changes give way to one announced gap (I12), and those of presence to nothing. */
const MOST_WAITING = 500;

/**
 * Tells a subscriber of a draft's changes, in the order of revisions from where they stand, of who else has it open, and of which versions
 * are published and active.
 */
export class DraftPump {
  readonly #options: DraftPumpOptions;
  #waiting: ServerFrame[] = [];
  #wake: (() => void) | undefined;
  #reached: number;
  #hasGap = false;
  /** The subscriber does not know which versions there are: `by` made them others. They are read when it is their turn, so that the newest are told. */
  #versions: { readonly by?: string } | undefined = {};
  #presence: Presence | undefined;
  #tell: ((presence: Presence) => void) | undefined;

  constructor(options: DraftPumpOptions) {
    this.#options = options;
    this.#reached = options.after;
  }

  /** Where this subscriber is, for the others. */
  tell(presence: Presence): void {
    this.#presence = presence;
    this.#tell?.(presence);
  }

  /** Ends when the signal says so; rejects when the draft may not be seen. */
  async run(): Promise<void> {
    const { id, workflowId, rooms, did, signal, check, send } = this.#options;
    await check();
    const room = rooms.of(workflowId);
    const { tell, leave } = room.enter({
      did,
      onChange: (change) => this.#push(change),
      onPresence: (guest, of, presence) =>
        this.#queue({ type: 'presence', id, workflowId, guest, did: of, ...(presence === undefined ? {} : { presence }) }),
      onVersions: (by) => {
        this.#versions = { by };
        this.#goOn();
      },
    });
    this.#tell = tell;
    if (this.#presence !== undefined) tell(this.#presence);
    signal.addEventListener('abort', () => this.#wake?.(), { once: true });
    try {
      await this.#catchUp();
      while (!signal.aborted) {
        const frame = this.#hasGap
          ? await this.#gap()
          : this.#versions === undefined
            ? this.#waiting.shift()
            : await this.#tellVersions(this.#versions);
        if (frame === undefined) {
          await new Promise<void>((resolve) => (this.#wake = resolve));
          continue;
        }
        if (frame.type === 'draft' && frame.revision <= this.#reached) continue;
        await check();
        if (frame.type === 'draft' || frame.type === 'draft-gap') this.#reached = frame.revision;
        await send(frame);
      }
    } finally {
      leave();
    }
  }

  async #tellVersions({ by }: { readonly by?: string }): Promise<ServerFrame> {
    const { id, workflowId, find } = this.#options;
    this.#versions = undefined; // who changes them from now on is told of anew
    const { publishedVersion = null, activeVersion = null, archived } = await find();
    return { type: 'versions', id, workflowId, publishedVersion, activeVersion, archived, ...(by === undefined ? {} : { by }) };
  }

  /** What was changed between the revision that the caller has and now. */
  async #catchUp(): Promise<void> {
    const { workflowId, rooms, find } = this.#options;
    const { revision: newest } = await find();
    const missed = rooms.of(workflowId).since(this.#reached, newest);
    // A caller who is ahead knows a draft that was here before an older state was restored.
    if (missed === undefined || newest < this.#reached) this.#hasGap = true;
    else this.#waiting.unshift(...missed.map((change) => this.#frameOf(change)));
  }

  async #gap(): Promise<ServerFrame> {
    const { id, workflowId, find } = this.#options;
    this.#hasGap = false;
    const { revision } = await find();
    return { type: 'draft-gap', id, workflowId, revision };
  }

  #push(change: DraftChange): void {
    this.#queue(this.#frameOf(change));
  }

  #frameOf(change: DraftChange): ServerFrame {
    const { id, workflowId } = this.#options;
    return { type: 'draft', id, workflowId, ...change };
  }

  #queue(frame: ServerFrame): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#hasGap ||= [...this.#waiting, frame].some(({ type }) => type === 'draft');
      this.#waiting = [];
    } else if (frame.type === 'presence') {
      this.#waiting = this.#waiting.filter((each) => each.type !== 'presence' || each.guest !== frame.guest); // only the last counts
    }
    this.#waiting.push(frame);
    this.#goOn();
  }

  #goOn(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
