import { MAX_FRAME_BYTES } from './channel.ts';
import {
  FRAME_HEAD_BYTES,
  FRAME_MAC_BYTES,
  type FrameDirection,
  type FrameKey,
  frameMac,
  macPrefix,
  SESSION_OFFSET,
  writeCounter,
} from './frame.ts';

/** Makes the frames of one direction of one channel; each gets the next counter. */
export class FrameWriter {
  private readonly prefix: Buffer;
  private counter = 0;

  constructor(options: { direction: FrameDirection; channelId: Uint8Array }) {
    this.prefix = macPrefix(options.direction, options.channelId);
  }

  /** The whole frame. `parts` are the payload, one after the other; none make an empty frame. */
  write(key: FrameKey, parts: readonly Uint8Array[]): Buffer {
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length > MAX_FRAME_BYTES) throw new RangeError(`A frame has at most ${MAX_FRAME_BYTES} bytes, not ${length}.`);
    this.counter += 1;
    const end = FRAME_HEAD_BYTES + length;
    const frame = Buffer.allocUnsafe(end + FRAME_MAC_BYTES);
    frame.writeUInt32BE(length, 0);
    frame.set(key.id, SESSION_OFFSET);
    writeCounter(frame, this.counter);
    let offset = FRAME_HEAD_BYTES;
    for (const part of parts) {
      frame.set(part, offset);
      offset += part.length;
    }
    frame.set(frameMac(key, this.prefix, frame.subarray(0, end)), end);
    return frame;
  }
}
