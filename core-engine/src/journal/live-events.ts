import type { ExecutionStatus } from '@sluice/protocol';

/** Something that was committed just now. `bytes` is the segment's stored form. */
export type LiveNotice =
  | {
      readonly type: 'segment';
      readonly executionId: string;
      readonly firstSeq: number;
      readonly lastSeq: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly type: 'status';
      readonly executionId: string;
      readonly workflowId: string;
      readonly status: ExecutionStatus;
      readonly lastSeq: number;
    };

/** What a subscriber gets: notices in the order of their commits, and `gap` where it was too slow and some had to be left out (I12). */
export type LiveMessage = LiveNotice | { readonly type: 'gap' };

/** Segments and statuses of one execution, or the statuses of all executions, or of one workflow's. */
export type LiveTopic = { readonly executionId: string } | { readonly workflowId: string } | 'all';

/**
 * Tells whoever listens what was committed. It remembers nothing: who comes later reads the store (`follow-execution.ts` joins the
 * two). Nobody who listens can hold up who publishes.
 */
export interface LiveEvents {
  publish(notice: LiveNotice): void;
  /** From now on. `maxBufferedBytes` (default 1 MiB) bounds what is kept for a subscriber that does not read. */
  subscribe(topic: LiveTopic, options?: { readonly maxBufferedBytes?: number }): LiveSubscription;
}

export interface LiveSubscription extends AsyncIterable<LiveMessage>, Disposable {
  /** The next message; waits for it. Undefined after `close`. One call at a time. */
  next(): Promise<LiveMessage | undefined>;
  close(): void;
}

const DEFAULT_BUFFER_BYTES = 1024 * 1024;
/** What a notice costs beside its bytes. */
const NOTICE_BYTES = 200;

/** Live events within one process. */
export function createLiveEvents(): LiveEvents {
  const topics = new Map<string, Set<Subscription>>();

  const deliver = (key: string, notice: LiveNotice) => {
    for (const subscription of topics.get(key) ?? []) subscription.push(notice);
  };

  return {
    publish(notice) {
      if (topics.size === 0) return;
      deliver(`execution ${notice.executionId}`, notice);
      if (notice.type !== 'status') return;
      deliver(`workflow ${notice.workflowId}`, notice);
      deliver('all', notice);
    },
    subscribe(topic, { maxBufferedBytes = DEFAULT_BUFFER_BYTES } = {}) {
      const key = keyOf(topic);
      const subscription = new Subscription(maxBufferedBytes, () => {
        const subscriptions = topics.get(key);
        subscriptions?.delete(subscription);
        if (subscriptions?.size === 0) topics.delete(key);
      });
      const subscriptions = topics.get(key) ?? new Set();
      topics.set(key, subscriptions.add(subscription));
      return subscription;
    },
  };
}

function keyOf(topic: LiveTopic): string {
  if (topic === 'all') return 'all';
  return 'executionId' in topic ? `execution ${topic.executionId}` : `workflow ${topic.workflowId}`;
}

/** A bounded queue between the publisher and one reader. */
class Subscription implements LiveSubscription {
  readonly #maxBufferedBytes: number;
  readonly #onClose: () => void;
  #buffer: LiveMessage[] = [];
  #bufferedBytes = 0;
  #wake: (() => void) | undefined;
  #isClosed = false;

  constructor(maxBufferedBytes: number, onClose: () => void) {
    this.#maxBufferedBytes = maxBufferedBytes;
    this.#onClose = onClose;
  }

  push(notice: LiveNotice): void {
    this.#bufferedBytes += sizeOf(notice);
    if (this.#bufferedBytes <= this.#maxBufferedBytes) this.#buffer.push(notice);
    else this.#leaveOut();
    this.#wake?.();
  }

  async next(): Promise<LiveMessage | undefined> {
    while (this.#buffer.length === 0 && !this.#isClosed) await new Promise<void>((wake) => (this.#wake = wake));
    this.#wake = undefined;
    const message = this.#buffer.shift();
    if (message !== undefined && message.type !== 'gap') this.#bufferedBytes -= sizeOf(message);
    return message;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#buffer = [];
    this.#onClose();
    this.#wake?.();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<LiveMessage> {
    try {
      for (let message = await this.next(); message !== undefined; message = await this.next()) yield message;
    } finally {
      this.close();
    }
  }

  /** One gap stands for everything that was waiting: the reader has to ask the store anyway. */
  #leaveOut(): void {
    this.#buffer = [{ type: 'gap' }];
    this.#bufferedBytes = 0;
  }
}

function sizeOf(notice: LiveNotice): number {
  return NOTICE_BYTES + (notice.type === 'segment' ? notice.bytes.byteLength : 0);
}
