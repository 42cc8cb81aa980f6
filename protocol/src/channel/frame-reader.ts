import { timingSafeEqual } from 'node:crypto';
import { SluiceError } from '../errors/sluice-error.ts';
import { MAX_FRAME_BYTES } from './channel.ts';
import {
  COUNTER_OFFSET,
  FRAME_HEAD_BYTES,
  FRAME_MAC_BYTES,
  type FrameDirection,
  type FrameKey,
  frameMac,
  macPrefix,
  readCounter,
  SESSION_OFFSET,
} from './frame.ts';

export interface FrameReaderOptions {
  readonly direction: FrameDirection;
  readonly channelId: Uint8Array;
  /** The session of that id, where it may be used on this channel now; called for every frame. */
  readonly keyOf: (sessionId: Buffer) => FrameKey | undefined;
}

/**
 * Takes frames out of the bytes of one direction of one channel, and lets through only what the other side sent, whole and in order.
 * Until the first frame nothing but an empty one is taken, so that a stranger cannot make us keep anything. After an error the
 * channel is of no use any more: it cannot be known where the next frame begins.
 */
export class FrameReader {
  private readonly options: FrameReaderOptions;
  private readonly prefix: Buffer;
  private chunks: Buffer[] = [];
  private size = 0;
  private counter = 0;

  constructor(options: FrameReaderOptions) {
    this.options = options;
    this.prefix = macPrefix(options.direction, options.channelId);
  }

  /**
   * Gives every frame that these bytes complete to `take`. The payload is a part of the chunk: valid as long as it is kept.
   *
   * @throws SluiceError `channel_invalid` for what is no frame, is too large, changed, or not the next one; `session_replayed` for one
   * that came before; `session_unknown`.
   */
  read(chunk: Buffer, take: (payload: Buffer, key: FrameKey) => void): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
    while (this.size >= FRAME_HEAD_BYTES) {
      const length = this.front(SESSION_OFFSET).readUInt32BE(0);
      const limit = this.counter === 0 ? 0 : MAX_FRAME_BYTES;
      if (length > limit) throw new SluiceError('channel_invalid', `A frame of ${length} bytes came; ${limit} are the most.`);
      const whole = FRAME_HEAD_BYTES + length + FRAME_MAC_BYTES;
      if (this.size < whole) return;
      const frame = this.front(whole);
      this.drop(whole);
      const key = this.open(frame.subarray(0, whole));
      take(frame.subarray(FRAME_HEAD_BYTES, FRAME_HEAD_BYTES + length), key);
    }
  }

  private open(frame: Buffer): FrameKey {
    const key = this.options.keyOf(frame.subarray(SESSION_OFFSET, COUNTER_OFFSET));
    if (key === undefined) throw new SluiceError('session_unknown', 'The frame belongs to no session that is known here.');
    const end = frame.length - FRAME_MAC_BYTES;
    if (!timingSafeEqual(frameMac(key, this.prefix, frame.subarray(0, end)), frame.subarray(end)))
      throw new SluiceError('channel_invalid', 'The frame is not what the other side of the session sent here.');
    const counter = readCounter(frame);
    if (counter <= this.counter) throw new SluiceError('session_replayed', `The frame number ${counter} came before.`);
    if (counter !== this.counter + 1)
      throw new SluiceError('channel_invalid', `The frame number ${counter} came after number ${this.counter}.`);
    this.counter = counter;
    return key;
  }

  /** At least the first `bytes` bytes of what is there, in one piece. */
  private front(bytes: number): Buffer {
    const [first] = this.chunks;
    if (first !== undefined && first.length >= bytes) return first;
    const joined = Buffer.concat(this.chunks);
    this.chunks = [joined];
    return joined;
  }

  /** `front` has put as many bytes in the first chunk. */
  private drop(bytes: number): void {
    const first = this.chunks.shift() as Buffer;
    if (first.length > bytes) this.chunks.unshift(first.subarray(bytes));
    this.size -= bytes;
  }
}
