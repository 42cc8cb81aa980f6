import type { Duplex } from 'node:stream';
import { SluiceError } from '@sluice/protocol';
import {
  BEAT_EVERY_MS,
  decodeCalls,
  encodeAnswers,
  type FrameKey,
  FrameReader,
  FrameWriter,
  type HookCall,
  MAX_CALLS_IN_FLIGHT,
  type NumberedCall,
  SILENCE_LIMIT_MS,
} from '@sluice/protocol/channel';
import type { Logger } from 'pino';
import type { GatewaySessions } from '../gateway-session/index.ts';
import type { TextAnswer } from '../problem-answer.ts';
import { AnswerOutbox } from './answer-outbox.ts';

export interface GatewayChannelOptions {
  readonly socket: Duplex;
  readonly channelId: Uint8Array;
  /** The gateway of the session that the channel was opened under. No other may use it. */
  readonly gateway: string;
  readonly sessions: Pick<GatewaySessions, 'frameKey' | 'prove'>;
  /** Never rejects. */
  readonly answer: (call: HookCall) => Promise<TextAnswer>;
  readonly log: Logger;
}

/**
 * The engine's end of one channel: takes calls, and sends each answer when it is ready, those of one turn of the event loop in one
 * frame. Answers wait here while the gateway does not take them. What is not exactly the channel's protocol ends the channel,
 * with the reason in the log.
 */
export class GatewayChannel {
  readonly #options: GatewayChannelOptions;
  readonly #reader: FrameReader;
  readonly #writer: FrameWriter;
  readonly #outbox = new AnswerOutbox();
  readonly #inFlight = new Set<number>();
  readonly #watch: NodeJS.Timeout;
  /** Of the gateway's last frame: ours go under the same session. */
  #key: FrameKey | undefined;
  #isFull = false;
  #isFlushing = false;
  #silentBeats = 0;

  constructor(options: GatewayChannelOptions) {
    this.#options = options;
    const { socket, channelId, sessions, gateway } = options;
    const keyOf = (id: Buffer) => {
      const key = sessions.frameKey(id.toString('base64url'));
      return key?.session.gateway === gateway ? key : undefined;
    };
    this.#reader = new FrameReader({ direction: 'to-engine', channelId, keyOf });
    this.#writer = new FrameWriter({ direction: 'to-gateway', channelId });
    this.#watch = setInterval(() => this.#listen(), BEAT_EVERY_MS).unref();
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('drain', () => {
      this.#isFull = false;
      this.#flush();
    });
    socket.on('end', () => socket.end());
    socket.on('error', (error) => options.log.debug({ err: error, gateway }, 'the connection of a channel broke'));
    socket.once('close', () => {
      clearInterval(this.#watch);
      this.#inFlight.clear();
    });
  }

  /** Sends the answers that are ready, and ends. */
  close(): void {
    this.#flush();
    this.#options.socket.end();
  }

  #listen(): void {
    this.#silentBeats += 1;
    if (this.#silentBeats * BEAT_EVERY_MS <= SILENCE_LIMIT_MS) return;
    this.#break(new SluiceError('channel_invalid', `Nothing came for ${SILENCE_LIMIT_MS / 1000} s.`));
  }

  #read(chunk: Buffer): void {
    try {
      this.#reader.read(chunk, (payload, key) => this.#take(payload, key));
    } catch (error) {
      this.#break(error);
    }
  }

  #take(payload: Buffer, key: FrameKey): void {
    this.#silentBeats = 0;
    if (this.#key !== key) this.#options.sessions.prove(key.session.id);
    this.#key = key;
    if (payload.length === 0) {
      this.#options.socket.write(this.#writer.write(key, []));
      return;
    }
    const { calls, cancelled } = decodeCalls(payload);
    for (const id of cancelled) if (this.#inFlight.delete(id)) this.#outbox.drop(id);
    for (const numbered of calls) this.#begin(numbered);
  }

  #begin({ id, call }: NumberedCall): void {
    this.#checkActor(call);
    if (this.#inFlight.has(id)) throw new SluiceError('channel_invalid', `The call number ${id} is under way already.`);
    if (this.#inFlight.size >= MAX_CALLS_IN_FLIGHT)
      throw new SluiceError('channel_invalid', `More than ${MAX_CALLS_IN_FLIGHT} calls are under way.`);
    this.#inFlight.add(id);
    this.#options.answer(call).then((answer) => {
      if (!this.#inFlight.has(id)) return; // its caller went away
      this.#outbox.add(id, answer);
      if (this.#isFlushing) return;
      this.#isFlushing = true;
      setImmediate(() => this.#flush());
    });
  }

  /** What no gateway may say, trusted or not: that nobody acts, or that somebody acts who did not sign. */
  #checkActor({ actor, role, outcome }: HookCall): void {
    const { gateway } = this.#options;
    if (outcome === 'verified' ? actor !== gateway : actor === gateway && role === 'none') return;
    throw new SluiceError('session_invalid', 'Who acts does not fit the outcome of the signature check.');
  }

  #flush(): void {
    this.#isFlushing = false;
    const { socket } = this.#options;
    while (this.#key !== undefined && !this.#outbox.isEmpty && !this.#isFull && socket.writable) {
      const { pieces, ended } = this.#outbox.next();
      for (const id of ended) this.#inFlight.delete(id);
      this.#isFull = !socket.write(this.#writer.write(this.#key, encodeAnswers(pieces)));
    }
  }

  #break(error: unknown): void {
    const { log, gateway, socket } = this.#options;
    if (error instanceof SluiceError) log.warn({ code: error.code, detail: error.detail, gateway }, 'a channel was closed');
    else log.error({ err: error, gateway }, 'a channel broke');
    socket.destroy();
  }
}
