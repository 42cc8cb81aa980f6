import type { ClientFrame, JournalEvent, ServerFrame } from '@sluice/protocol';

export interface RunHandler {
  /** Events in order of `seq`, each exactly once. */
  onEvents(events: readonly JournalEvent[]): void;
  /** The server refused the subscription, e.g. `not_found`. */
  onError?(code: string, detail: string): void;
}

export interface ListHandler {
  onStatus(frame: Extract<ServerFrame, { type: 'status' }>): void;
}

type Target =
  | { readonly kind: 'run'; readonly executionId: string; readonly after: number; readonly handler: RunHandler }
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
    return workflowId === undefined
      ? { type: 'subscribe-list', id: this.id }
      : { type: 'subscribe-list', id: this.id, workflowId };
  }

  receive(frame: ServerFrame): 'done' | 'ask-again' {
    if (this.#target.kind === 'list') {
      if (frame.type === 'status') this.#target.handler.onStatus(frame);
      return 'done';
    }
    switch (frame.type) {
      case 'events':
        // The contract leaves event bodies loose, so that a newer engine's events pass; the journal schema names their shapes.
        return this.#take(frame.events as unknown as readonly JournalEvent[], this.#target.handler);
      case 'gap':
        return 'ask-again';
      case 'error':
        this.#target.handler.onError?.(frame.code, frame.detail);
        return 'done';
      case 'status':
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
