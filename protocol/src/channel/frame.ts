import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { EstablishedSession } from '../signing/session/handshake.ts';
import { CHANNEL_PROTOCOL } from './channel.ts';

/**
 * A frame of the channel, integers big-endian:
 *
 *     length of the payload, 4 bytes | session, 16 bytes | counter, 8 bytes | payload | MAC, 32 bytes
 *
 * The MAC is HMAC-SHA-256 under the session's key over: protocol and direction as a line of text, the channel's id, and the frame up
 * to the MAC. Counters begin with 1 on each channel, in each direction, and go up by exactly 1, whichever the session.
 */
export const FRAME_HEAD_BYTES = 28;
export const FRAME_MAC_BYTES = 32;
export const SESSION_OFFSET = 4;
export const COUNTER_OFFSET = 20;
const COUNTER_LOW = 2 ** 32;

export type FrameDirection = 'to-engine' | 'to-gateway';

/** A session, prepared for frames. */
export interface FrameKey {
  readonly session: EstablishedSession;
  /** The session's id as it is in the frame. */
  readonly id: Buffer;
  readonly secret: KeyObject;
}

export function createFrameKey(session: EstablishedSession): FrameKey {
  return { session, id: Buffer.from(session.id, 'base64url'), secret: createSecretKey(session.key) };
}

/** What every MAC of one direction of one channel begins with. */
export function macPrefix(direction: FrameDirection, channelId: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${CHANNEL_PROTOCOL} ${direction}\n`), channelId]);
}

/** `frame` is everything of a frame but the MAC. */
export function frameMac({ secret }: FrameKey, prefix: Uint8Array, frame: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(prefix).update(frame).digest();
}

export function writeCounter(frame: Buffer, counter: number): void {
  frame.writeUInt32BE(Math.floor(counter / COUNTER_LOW), COUNTER_OFFSET);
  frame.writeUInt32BE(counter % COUNTER_LOW, COUNTER_OFFSET + 4);
}

export function readCounter(frame: Buffer): number {
  return frame.readUInt32BE(COUNTER_OFFSET) * COUNTER_LOW + frame.readUInt32BE(COUNTER_OFFSET + 4);
}
