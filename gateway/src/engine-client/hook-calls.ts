import { setTimeout as sleep } from 'node:timers/promises';
import { SluiceError } from '@sluice/protocol';
import type { HookCall } from '@sluice/protocol/channel';
import type { Logger } from 'pino';
import type { EngineAddress } from '../settings.ts';
import { EngineChannel } from './engine-channel.ts';
import { openChannel } from './open-channel.ts';
import type { AnswerTaker, PendingCall } from './pending-call.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { unreachable } from './unreachable.ts';

export interface HookCallsOptions {
  readonly address: EngineAddress;
  readonly sessions: SessionKeeper;
  readonly log: Logger;
}

/** Between two attempts to open a channel, doubled with each failure. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/**
 * Calls of public hooks, over one channel that is opened when it is needed. A call fails with `engine_unreachable` when the engine
 * cannot be reached, or when the channel breaks after the call was sent; one that was not sent yet goes over the next channel.
 */
export class HookCalls {
  private readonly options: HookCallsOptions;
  private readonly stopping = new AbortController();
  private channel: EngineChannel | undefined;
  /** For the next channel. */
  private waiting: PendingCall[] = [];
  private isOpening = false;
  private failures = 0;
  private failedAt = 0;

  constructor(options: HookCallsOptions) {
    this.options = options;
  }

  /** Gives back what is to be called when nobody waits for the answer any more. */
  send(call: HookCall, taker: AnswerTaker): () => void {
    const pending: PendingCall = { call, taker, id: 0 };
    if (this.channel === undefined) this.wait([pending]);
    else this.channel.add(pending);
    return () => {
      this.channel?.cancel(pending);
      if (this.waiting.length > 0) this.waiting = this.waiting.filter((other) => other !== pending);
    };
  }

  /** Ends what is under way. */
  destroy(): void {
    this.stopping.abort();
    this.channel?.close();
  }

  private wait(calls: readonly PendingCall[]): void {
    this.waiting.push(...calls);
    if (this.isOpening || this.waiting.length === 0) return;
    this.isOpening = true;
    this.open().then(
      (channel) => {
        this.isOpening = false;
        this.failures = 0;
        this.channel = channel;
        for (const pending of this.waiting) channel.add(pending);
        this.waiting = [];
      },
      (error: unknown) => {
        this.isOpening = false;
        this.failures += 1;
        this.failedAt = performance.now();
        this.failWaiting(unreachable(error));
      },
    );
  }

  private async open(): Promise<EngineChannel> {
    const { address, sessions } = this.options;
    const { signal } = this.stopping;
    if (signal.aborted) throw stopping();
    await this.pause(signal);
    const opened = await openChannel(address, sessions);
    const channel = new EngineChannel({ ...opened, sessions, onEnd: (error, unsent) => this.ended(error, unsent) });
    await channel.proven;
    if (!signal.aborted) return channel;
    channel.close();
    throw stopping();
  }

  /** After a failure the next attempt is not made at once. */
  private async pause(signal: AbortSignal): Promise<void> {
    if (this.failures === 0) return;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.failures - 1));
    await sleep(Math.max(0, this.failedAt + pauseMs - performance.now()), undefined, { signal });
  }

  private failWaiting(error: SluiceError): void {
    const { waiting } = this;
    this.waiting = [];
    for (const { taker } of waiting) taker.fail(error);
  }

  /** One that ends before it was proven has no calls: `open` rejects. */
  private ended({ code, detail, cause }: SluiceError, unsent: readonly PendingCall[]): void {
    if (!this.stopping.signal.aborted)
      this.options.log.warn(
        { code, detail, cause: cause instanceof Error ? cause.message : undefined },
        'the channel to the engine ended',
      );
    if (this.channel === undefined) return;
    this.channel = undefined;
    this.wait(unsent);
  }
}

function stopping(): SluiceError {
  return new SluiceError('shutting_down', 'The gateway is stopping.');
}
