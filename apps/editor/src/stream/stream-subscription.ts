import type { ClientFrame, DraftChange, JournalEvent, Presence, ServerFrame } from '@sluice/protocol';

export interface RunHandler {
  /** Events in order of `seq`, each exactly once. */
  onEvents(events: readonly JournalEvent[]): void;
  /** The server refused the subscription, e.g. `not_found`. */
  onError?(code: string, detail: string): void;
}

export interface ListHandler {
  onStatus(frame: Extract<ServerFrame, { type: 'status' }>): void;
  /** The server refused the subscription, or ended it, e.g. `share_ended`. */
  onError?(code: string, detail: string): void;
}

export type VersionsFrame = Extract<ServerFrame, { type: 'versions' }>;

export interface DraftHandler {
  /** The revision that is known; asked at each (re)connection. */
  revision(): number;
  /** In the order of revisions; one that is known already may come again. */
  onChange(change: DraftChange): void;
  /** Changes were left out: the draft is to be fetched. `revision` is the newest. */
  onGap(revision: number): void;
  /** Somebody else who has the draft open; without a presence they have left. */
  onPresence(guest: string, did: string, presence: Presence | undefined): void;
  /** Which versions are published and active: at first, and whenever somebody changes that (`by`). */
  onVersions(versions: VersionsFrame): void;
  /** The subscription stands: nobody is known yet, and the others wait to be told. */
  onJoined(): void;
  onError?(code: string, detail: string): void;
}

type Target =
  | { readonly kind: 'run'; readonly executionId: string; readonly after: number; readonly handler: RunHandler }
  | { readonly kind: 'draft'; readonly workflowId: string; readonly handler: DraftHandler }
  | { readonly kind: 'list'; readonly workflowId: string | undefined; readonly handler: ListHandler };

/** One subscription and its place in the journal: what was seen is dropped, a hole or an announced gap is asked for again. */
export class StreamSubscription {
  id = '';
  readonly #target: Target;
  #lastSeq: number;

  constructor(target: Target) {
    this.#target = target;
    this.#lastSeq = target.kind === 'run' ? target.after : 0;
  }

  /** What to send to the server, from the place that was reached. */
  frame(): ClientFrame {
    if (this.#target.kind === 'run')
      return { type: 'subscribe', id: this.id, executionId: this.#target.executionId, after: this.#lastSeq };
    const { workflowId } = this.#target;
    if (this.#target.kind === 'draft') {
      this.#target.handler.onJoined();
      return {
        type: 'subscribe-draft',
        id: this.id,
        workflowId: this.#target.workflowId,
        after: this.#target.handler.revision(),
      };
    }
    return workflowId === undefined
      ? { type: 'subscribe-list', id: this.id }
      : { type: 'subscribe-list', id: this.id, workflowId };
  }

  receive(frame: ServerFrame): 'done' | 'ask-again' {
    if (this.#target.kind === 'list') {
      if (frame.type === 'status') this.#target.handler.onStatus(frame);
      if (frame.type === 'error') this.#target.handler.onError?.(frame.code, frame.detail);
      return 'done';
    }
    if (this.#target.kind === 'draft') return takeDraftFrame(frame, this.#target.handler);
    switch (frame.type) {
      case 'events':
        // The contract leaves event bodies loose, so that a newer engine's events pass; the journal schema names their shapes.
        return this.#take(frame.events as unknown as readonly JournalEvent[], this.#target.handler);
      case 'gap':
        return 'ask-again';
      case 'error':
        this.#target.handler.onError?.(frame.code, frame.detail);
        return 'done';
      default:
        return 'done';
    }
  }

  #take(events: readonly JournalEvent[], handler: RunHandler): 'done' | 'ask-again' {
    const fresh = events.filter((event) => event.seq > this.#lastSeq);
    const hole = fresh.findIndex((event, index) => event.seq !== this.#lastSeq + 1 + index);
    const contiguous = hole < 0 ? fresh : fresh.slice(0, hole);
    if (contiguous.length > 0) {
      this.#lastSeq += contiguous.length;
      handler.onEvents(contiguous);
    }
    return hole < 0 ? 'done' : 'ask-again';
  }
}

function takeDraftFrame(frame: ServerFrame, handler: DraftHandler): 'done' {
  if (frame.type === 'draft') handler.onChange(frame);
  else if (frame.type === 'draft-gap') handler.onGap(frame.revision);
  else if (frame.type === 'presence') handler.onPresence(frame.guest, frame.did, frame.presence);
  else if (frame.type === 'versions') handler.onVersions(frame);
  else if (frame.type === 'error') handler.onError?.(frame.code, frame.detail);
  return 'done';
}
