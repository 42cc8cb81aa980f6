import type { ClientFrame, Presence, ServerFrame } from '@sluice/protocol';
import { type DraftHandler, type ListHandler, type RunHandler, StreamSubscription } from './stream-subscription.ts';

/** `closed`: nobody listens. `reconnecting`: the connection broke and is being made again; subscriptions go on afterwards. */
export type StreamState = 'closed' | 'connecting' | 'open' | 'reconnecting';

/** What the client needs of a WebSocket. */
export interface StreamSocket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface StreamClientOptions {
  /** A fresh one-use ticket; rejects when the gateway cannot be reached or refuses. */
  readonly createTicket: () => Promise<string>;
  readonly openSocket: (ticket: string) => StreamSocket;
  /** How long to wait before attempt number `attempt` (from 1). */
  readonly delayMs: (attempt: number) => number;
  /** How long the connection stays when nobody listens any more. */
  readonly lingerMs: number;
}

/**
 * The one live connection to the gateway. Owns the socket, its subscriptions and their place in each journal; does not know
 * what events mean. It connects when somebody listens, reconnects with growing delays, and asks again from the last seq it
 * has seen, so that no event is missed or given twice (I12).
 */
export class StreamClient {
  readonly #options: StreamClientOptions;
  readonly #subscriptions = new Map<string, StreamSubscription>();
  readonly #stateListeners = new Set<(state: StreamState) => void>();
  #state: StreamState = 'closed';
  #socket: StreamSocket | undefined;
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextId = 0;
  /** Counted up whenever a connection is given up, so that a late ticket or socket of an earlier one is ignored. */
  #epoch = 0;

  constructor(options: StreamClientOptions) {
    this.#options = options;
  }

  get state(): StreamState {
    return this.#state;
  }

  onState(listener: (state: StreamState) => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  /** Journal events of one execution from `after` (exclusive) on, in order and without holes. Returns how to stop. */
  subscribeRun(executionId: string, after: number, handler: RunHandler): () => void {
    return this.#add(new StreamSubscription({ kind: 'run', executionId, after, handler }));
  }

  /** Status changes of all executions, or of one workflow's. Returns how to stop. */
  subscribeList(workflowId: string | undefined, handler: ListHandler): () => void {
    return this.#add(new StreamSubscription({ kind: 'list', workflowId, handler }));
  }

  /** What happens to a workflow's draft, and who else has it open. `tell` says where this page is; it is forgotten with the connection. */
  subscribeDraft(
    workflowId: string,
    handler: DraftHandler,
  ): { readonly tell: (presence: Presence) => void; readonly stop: () => void } {
    const subscription = new StreamSubscription({ kind: 'draft', workflowId, handler });
    const stop = this.#add(subscription);
    return { tell: (presence) => this.#send({ type: 'presence', id: subscription.id, presence }), stop };
  }

  /** Tries at once instead of waiting for the delay: the network is back, or the page is shown again. */
  retryNow(): void {
    if (this.#state !== 'reconnecting' || this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  dispose(): void {
    this.#subscriptions.clear();
    this.#close();
  }

  #add(subscription: StreamSubscription): () => void {
    this.#subscribe(subscription);
    if (this.#state === 'closed') this.#connect();
    else if (this.#state === 'open') clearTimeout(this.#timer);
    return () => this.#remove(subscription);
  }

  #remove(subscription: StreamSubscription): void {
    if (!this.#subscriptions.delete(subscription.id)) return;
    this.#send({ type: 'unsubscribe', id: subscription.id });
    if (this.#subscriptions.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#close(), this.#options.lingerMs);
  }

  /** Under a new id each time: frames that were still under way for the old one are then known to be stale. */
  #subscribe(subscription: StreamSubscription): void {
    this.#subscriptions.delete(subscription.id);
    this.#nextId += 1;
    subscription.id = `s${this.#nextId}`;
    this.#subscriptions.set(subscription.id, subscription);
    this.#send(subscription.frame());
  }

  async #connect(): Promise<void> {
    this.#timer = undefined;
    this.#epoch += 1;
    const epoch = this.#epoch;
    if (this.#state === 'closed') this.#setState('connecting');
    try {
      const ticket = await this.#options.createTicket();
      if (epoch !== this.#epoch) return;
      this.#listen(this.#options.openSocket(ticket), epoch);
    } catch {
      if (epoch === this.#epoch) this.#reconnectLater();
    }
  }

  #listen(socket: StreamSocket, epoch: number): void {
    this.#socket = socket;
    socket.onopen = () => {
      if (epoch !== this.#epoch) return socket.close();
      this.#attempt = 0;
      this.#setState('open');
      for (const subscription of [...this.#subscriptions.values()]) this.#subscribe(subscription);
    };
    socket.onmessage = (event) => {
      if (epoch === this.#epoch) this.#receive(JSON.parse(String(event.data)) as ServerFrame);
    };
    socket.onclose = () => {
      if (epoch !== this.#epoch) return;
      this.#socket = undefined;
      this.#reconnectLater();
    };
  }

  #receive(frame: ServerFrame): void {
    const subscription = this.#subscriptions.get(frame.id ?? '');
    if (subscription?.receive(frame) === 'ask-again') this.#subscribe(subscription);
  }

  #reconnectLater(): void {
    if (this.#subscriptions.size === 0) {
      this.#close();
      return;
    }
    this.#attempt += 1;
    this.#setState('reconnecting');
    this.#timer = setTimeout(() => this.#connect(), this.#options.delayMs(this.#attempt));
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#epoch += 1;
    this.#attempt = 0;
    this.#socket?.close();
    this.#socket = undefined;
    this.#setState('closed');
  }

  #send(frame: ClientFrame): void {
    if (this.#state === 'open') this.#socket?.send(JSON.stringify(frame));
  }

  #setState(state: StreamState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }
}
