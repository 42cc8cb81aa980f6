import type { ExecutionStatus } from '@sluice/protocol';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LiveEvents, LiveSubscription } from './live-events.ts';
import { segmentLines } from './segment-codec.ts';

/** `lines` are the events' JSON texts, the first of them of `firstSeq`, without a hole; a status follows the events that led to it. */
export type FollowedMessage =
  | { readonly type: 'events'; readonly executionId: string; readonly firstSeq: number; readonly lines: readonly string[] }
  | {
      readonly type: 'status';
      readonly executionId: string;
      readonly workflowId: string;
      readonly status: ExecutionStatus;
      readonly lastSeq: number;
    };

export interface FollowOptions {
  readonly executions: ExecutionStore;
  readonly live: LiveEvents;
  readonly executionId: string;
  /** The last seq that the reader has; 0 for none. */
  readonly after: number;
  readonly signal?: AbortSignal;
  readonly maxBufferedBytes?: number;
}

const SEGMENTS_PER_READ = 100;

/**
 * An execution's journal from `after` on, and what is added to it, until the signal aborts or the reader returns. Where live events had to
 * be left out because the reader is slow it reads the store, so the reader sees every event, once, in order (I12).
 */
export async function* followExecution(options: FollowOptions): AsyncGenerator<FollowedMessage, void, undefined> {
  const { executions, live, executionId, signal, maxBufferedBytes } = options;
  // Before the store is read, so that nothing falls between the two.
  using subscription = live.subscribe({ executionId }, maxBufferedBytes === undefined ? {} : { maxBufferedBytes });
  using _ = closeOnAbort(subscription, signal);
  let after = options.after;
  let status: FollowedMessage | undefined;

  const catchUp = async function* (): AsyncGenerator<FollowedMessage> {
    let row = await executions.find(executionId);
    // More may be added while the reader takes what it was given.
    for (; row !== undefined && row.lastSeq > after; row = await executions.find(executionId)) {
      for (const { firstSeq, lastSeq, bytes } of await executions.loadSegments(executionId, after, SEGMENTS_PER_READ)) {
        yield eventsAfter(executionId, after, firstSeq, bytes);
        after = lastSeq;
      }
    }
    if (row === undefined) return;
    status = { type: 'status', executionId, workflowId: row.workflowId, status: row.status, lastSeq: row.lastSeq };
    yield status;
  };

  yield* catchUp();
  for await (const message of subscription) {
    if (signal?.aborted) return;
    if (message.type === 'gap' || (message.type === 'segment' && message.firstSeq > after + 1)) yield* catchUp();
    else if (message.type === 'status') {
      if (
        status?.type === 'status' &&
        (message.lastSeq < status.lastSeq || (message.lastSeq === status.lastSeq && message.status === status.status))
      )
        continue;
      status = message;
      yield message;
    } else if (message.lastSeq > after) {
      yield eventsAfter(executionId, after, message.firstSeq, message.bytes);
      after = message.lastSeq;
    }
  }
}

function eventsAfter(executionId: string, after: number, firstSeq: number, bytes: Uint8Array): FollowedMessage {
  const lines = segmentLines(bytes);
  const known = Math.max(0, after + 1 - firstSeq);
  return { type: 'events', executionId, firstSeq: firstSeq + known, lines: lines.slice(known) };
}

function closeOnAbort(subscription: LiveSubscription, signal: AbortSignal | undefined): Disposable {
  const close = () => subscription.close();
  if (signal?.aborted) close();
  signal?.addEventListener('abort', close, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', close) };
}
