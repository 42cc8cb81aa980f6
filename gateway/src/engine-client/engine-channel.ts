import type { Duplex } from 'node:stream';
import { SluiceError } from '@sluice/protocol';
import {
  type AnswerPiece,
  BEAT_EVERY_MS,
  decodeAnswers,
  encodeCalls,
  type FrameKey,
  FrameReader,
  FrameWriter,
  MAX_CALLS_IN_FLIGHT,
  type NumberedCall,
  SILENCE_LIMIT_MS,
} from '@sluice/protocol/channel';
import type { OpenedChannel } from './open-channel.ts';
import type { PendingCall } from './pending-call.ts';
import type { SessionKeeper } from './session-keeper.ts';
import { unreachable } from './unreachable.ts';

export interface EngineChannelOptions extends OpenedChannel {
  readonly sessions: SessionKeeper;
  /** It has ended, and why. Calls that were sent have failed by then; those that were not can go elsewhere. */
  readonly onEnd: (error: SluiceError, unsent: readonly PendingCall[]) => void;
}

/** One frame takes about so much, so that a large body does not make many others wait for it. */
const FRAME_BYTES = 256 * 1024;
const FRAME_CALLS = 128;
/** A call whose answer may take as long as a run takes. */
const ANSWER_TIMEOUT_MS = 3_600_000;
/** So long may the engine take to show that it has the session's key. */
const PROOF_PATIENCE_MS = 5000;

interface Sent {
  readonly pending: PendingCall;
  readonly at: number;
  /** Bytes of the body that are still to come; undefined before the answer's first piece. */
  left: number | undefined;
}

/**
 * The gateway's end of one channel: sends calls, those of one turn of the event loop in one frame, and gives each answer to whom it
 * belongs. Calls wait here while the engine does not take them, or has as many as it may. What became of a call that was sent
 * cannot be known when the channel breaks: it fails.
 */
export class EngineChannel {
  /** The engine has shown that it has the session's key; rejects when the channel ends before. */
  readonly proven: Promise<void>;
  private readonly options: EngineChannelOptions;
  private readonly socket: Duplex;
  private readonly reader: FrameReader;
  private readonly writer: FrameWriter;
  private readonly beats: NodeJS.Timeout;
  private readonly sent = new Map<number, Sent>();
  private unsent: PendingCall[] = [];
  private cancelled: number[] = [];
  /** The sessions that this channel has been used under lately, the one in use first. */
  private keys: FrameKey[];
  private lastId = 0;
  private unansweredBeats = 0;
  private readonly proof = Promise.withResolvers<void>();
  private readonly proofTimer: NodeJS.Timeout;
  private isProven = false;
  private isFull = false;
  private isFlushing = false;
  private isWaitingForSession = false;
  private end: SluiceError | undefined;

  constructor(options: EngineChannelOptions) {
    this.options = options;
    const { socket, channelId, session } = options;
    this.socket = socket;
    this.keys = [session.frameKey];
    this.writer = new FrameWriter({ direction: 'to-engine', channelId });
    const keyOf = (id: Buffer) => this.keys.find((key) => key.id.equals(id));
    this.reader = new FrameReader({ direction: 'to-gateway', channelId, keyOf });
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('drain', () => {
      this.isFull = false;
      this.flush();
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error) => this.fail(error));
    socket.once('close', () => this.fail(new Error('The connection was closed.')));
    this.proven = this.proof.promise;
    this.proofTimer = setTimeout(() => this.fail(new Error('The engine did not prove itself.')), PROOF_PATIENCE_MS);
    this.beats = setInterval(() => this.beat(), BEAT_EVERY_MS).unref();
    this.beat();
  }

  /** To be called once `proven` has resolved: before, nobody knows whom the call would go to. */
  add(pending: PendingCall): void {
    this.unsent.push(pending);
    this.flushSoon();
  }

  /** Nobody waits for the answer any more. What it does, it does. */
  cancel(pending: PendingCall): void {
    if (this.sent.get(pending.id)?.pending === pending) {
      this.sent.delete(pending.id);
      this.cancelled.push(pending.id);
      this.flushSoon();
    } else this.unsent = this.unsent.filter((other) => other !== pending);
  }

  close(): void {
    this.fail(new SluiceError('shutting_down', 'The gateway is stopping.'));
  }

  private flushSoon(): void {
    if (this.isFlushing) return;
    this.isFlushing = true;
    setImmediate(() => this.flush());
  }

  private flush(): void {
    this.isFlushing = false;
    while (!this.isFull && this.end === undefined && this.hasWork()) {
      if (!this.takeUpSession()) return;
      const { cancelled } = this;
      this.cancelled = [];
      this.write(encodeCalls({ calls: this.nextCalls(), cancelled }));
    }
  }

  private hasWork(): boolean {
    return this.cancelled.length > 0 || (this.unsent.length > 0 && this.sent.size < MAX_CALLS_IN_FLIGHT);
  }

  private nextCalls(): NumberedCall[] {
    const calls: NumberedCall[] = [];
    const at = performance.now();
    const most = Math.min(FRAME_CALLS, MAX_CALLS_IN_FLIGHT - this.sent.size, this.unsent.length);
    for (let bytes = 0; calls.length < most && bytes < FRAME_BYTES; ) {
      const pending = this.unsent[calls.length] as PendingCall; // there are `most`
      this.lastId += 1;
      pending.id = this.lastId;
      this.sent.set(pending.id, { pending, at, left: undefined });
      calls.push({ id: pending.id, call: pending.call });
      bytes += pending.call.body.length;
    }
    this.unsent.splice(0, calls.length);
    return calls;
  }

  /** Goes over to the newest session. False when there is none: then the channel goes on when there is. */
  private takeUpSession(): boolean {
    const { sessions } = this.options;
    const key = sessions.peek()?.frameKey;
    if (key === undefined) {
      this.waitForSession();
      return false;
    }
    if (key !== this.keys[0]) this.keys = [key, ...this.keys.slice(0, 1)];
    return true;
  }

  private waitForSession(): void {
    if (this.isWaitingForSession) return;
    this.isWaitingForSession = true;
    this.options.sessions
      .get()
      .then(
        () => this.flushSoon(),
        (error: unknown) => this.fail(error),
      )
      .finally(() => {
        this.isWaitingForSession = false;
      });
  }

  private write(parts: readonly Uint8Array[]): void {
    const [key] = this.keys;
    if (key !== undefined) this.isFull = !this.socket.write(this.writer.write(key, parts));
  }

  /** An empty frame: opens the channel, shows that it is alive, and takes up a new session though there are no calls. */
  private beat(): void {
    if (this.unansweredBeats * BEAT_EVERY_MS >= SILENCE_LIMIT_MS) {
      this.fail(new Error(`The engine has been silent for ${SILENCE_LIMIT_MS / 1000} s.`));
      return;
    }
    this.unansweredBeats += 1;
    if (this.takeUpSession()) this.write([]);
    this.failOverdue();
  }

  private failOverdue(): void {
    const latest = performance.now() - ANSWER_TIMEOUT_MS;
    for (const { pending, at } of this.sent.values()) {
      if (at > latest) return; // the oldest come first
      this.cancel(pending);
      pending.taker.fail(new SluiceError('engine_unreachable', 'The core engine took too long to answer.'));
    }
  }

  private read(chunk: Buffer): void {
    try {
      this.reader.read(chunk, (payload) => this.take(payload));
    } catch (error) {
      this.fail(error);
    }
  }

  private take(payload: Buffer): void {
    this.unansweredBeats = 0;
    if (!this.isProven) {
      this.isProven = true;
      clearTimeout(this.proofTimer);
      this.proof.resolve();
    }
    if (payload.length > 0) for (const piece of decodeAnswers(payload)) this.deliver(piece);
    if (this.unsent.length > 0) this.flushSoon();
  }

  private deliver(piece: AnswerPiece): void {
    const { id, start, bytes } = piece;
    const sent = this.sent.get(id);
    if (sent === undefined) {
      if (id <= this.lastId) return; // its caller went away
      throw new SluiceError('channel_invalid', `An answer to the call number ${id} came, which was never made.`);
    }
    const left = (sent.left ?? start?.length ?? -1) - bytes.length;
    if (left < 0 || (sent.left === undefined) !== (start !== undefined))
      throw new SluiceError('channel_invalid', `The answer to the call number ${id} does not come in order.`);
    sent.left = left;
    if (left === 0) this.sent.delete(id);
    this.give(sent.pending, piece, left === 0);
  }

  /** What goes wrong with one answer (node refuses a header, say) costs that call, not the channel. */
  private give(pending: PendingCall, piece: AnswerPiece, isLast: boolean): void {
    try {
      pending.taker.take(piece, isLast);
    } catch (error) {
      this.cancel(pending);
      pending.taker.fail(error as Error); // node throws nothing else
    }
  }

  private fail(cause: unknown): void {
    if (this.end !== undefined) return;
    const error = unreachable(cause);
    this.end = error;
    clearInterval(this.beats);
    clearTimeout(this.proofTimer);
    this.socket.destroy();
    this.proof.reject(error);
    const failed = [...this.sent.values()];
    this.sent.clear();
    for (const { pending } of failed) pending.taker.fail(error);
    this.options.onEnd(error, this.unsent);
  }
}
