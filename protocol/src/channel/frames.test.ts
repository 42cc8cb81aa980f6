import { randomBytes, randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SluiceError } from '../errors/sluice-error.ts';
import { MAX_FRAME_BYTES } from './channel.ts';
import { createFrameKey, type FrameDirection, type FrameKey } from './frame.ts';
import { FrameReader } from './frame-reader.ts';
import { FrameWriter } from './frame-writer.ts';

const createKey = (): FrameKey =>
  createFrameKey({ id: randomBytes(16).toString('base64url'), gateway: 'g', engine: 'e', key: new Uint8Array(randomBytes(32)) });
const key = createKey();
const channelId = randomBytes(32);
const text = (frame: string) => [Buffer.from(frame)];

function createPair({ keys = [key] } = {}) {
  const writer = new FrameWriter({ direction: 'to-engine', channelId });
  const taken: string[] = [];
  const read = readerOf('to-engine', channelId, keys, taken);
  return { writer, read, taken, opening: writer.write(key, []) };
}

function readerOf(direction: FrameDirection, id: Uint8Array, keys: readonly FrameKey[], taken: string[] = []) {
  const reader = new FrameReader({ direction, channelId: id, keyOf: (name) => keys.find((one) => one.id.equals(name)) });
  return (bytes: Buffer): string => {
    try {
      reader.read(bytes, (payload) => taken.push(payload.toString()));
      return 'taken';
    } catch (error) {
      if (error instanceof SluiceError) return error.code;
      throw error;
    }
  };
}

describe('frames of a channel', () => {
  it('come out as they went in, however the bytes are cut', () => {
    const { writer, read, taken, opening } = createPair();
    const payloads = ['one', '', 'x'.repeat(100_000), 'ü', ...Array.from({ length: 50 }, (_, index) => 'y'.repeat(index * 7))];
    const bytes = Buffer.concat([opening, ...payloads.map((payload) => writer.write(key, text(payload)))]);
    for (let offset = 0; offset < bytes.length; ) {
      const size = randomInt(1, randomInt(2, 5000));
      expect(read(bytes.subarray(offset, offset + size))).toBe('taken');
      offset += size;
    }
    expect(taken).toEqual(['', ...payloads]);
  });

  it('come out of single bytes, and many of one chunk', () => {
    const { writer, read, taken, opening } = createPair();
    const bytes = Buffer.concat([opening, writer.write(key, text('a')), writer.write(key, [Buffer.from('b'), Buffer.from('c')])]);
    for (const byte of bytes) read(Buffer.from([byte]));
    const all: string[] = [];
    readerOf('to-engine', channelId, [key], all)(bytes);
    expect([taken, all]).toEqual([
      ['', 'a', 'bc'],
      ['', 'a', 'bc'],
    ]);
  });

  it('are refused when any bit was changed', () => {
    const { writer, read, opening } = createPair();
    read(opening);
    const frame = writer.write(key, text('{"calls":[]}'));
    for (let bit = 0; bit < frame.length * 8; bit += 1) {
      const changed = Buffer.from(frame);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      const fresh = readerOf('to-engine', channelId, [key]);
      fresh(opening);
      const outcome = fresh(Buffer.concat([changed, Buffer.alloc(300)]));
      // A longer length may make it wait for the rest, which never fits.
      expect(['channel_invalid', 'session_unknown', ...(bit < 32 ? ['taken'] : [])]).toContain(outcome);
    }
    expect(read(frame)).toBe('taken');
  });

  it('give nothing out of noise', () => {
    for (let round = 0; round < 300; round += 1) {
      const { read, taken, opening } = createPair();
      const isOpen = round % 2 === 0;
      if (isOpen) read(opening);
      read(randomBytes(randomInt(1, 400)));
      expect(taken).toEqual(isOpen ? [''] : []);
    }
  });

  it('are good once, in order, and all of them', () => {
    const { writer, opening } = createPair();
    const [first, second, third] = ['1', '2', '3'].map((payload) => writer.write(key, text(payload))) as [Buffer, Buffer, Buffer];
    const after = (...frames: Buffer[]) => readerOf('to-engine', channelId, [key])(Buffer.concat([opening, ...frames]));
    expect(after(first, second, third)).toBe('taken');
    expect(after(first, first)).toBe('session_replayed');
    expect(after(first, opening)).toBe('session_replayed');
    expect(after(first, second, first)).toBe('session_replayed');
    expect(after(second)).toBe('channel_invalid');
    expect(after(first, third)).toBe('channel_invalid');
  });

  it('of one direction, channel or session are nothing in another', () => {
    const { opening } = createPair();
    const stranger = createKey();
    expect(readerOf('to-gateway', channelId, [key])(opening)).toBe('channel_invalid');
    expect(readerOf('to-engine', randomBytes(32), [key])(opening)).toBe('channel_invalid');
    expect(readerOf('to-engine', channelId, [stranger])(opening)).toBe('session_unknown');
    const sameName = { ...stranger, id: key.id };
    expect(readerOf('to-engine', channelId, [sameName])(opening)).toBe('channel_invalid');
  });

  it('go on under a new session without beginning to count again', () => {
    const next = createKey();
    const { writer, read, taken, opening } = createPair({ keys: [key, next] });
    expect(read(Buffer.concat([opening, writer.write(next, text('a')), writer.write(key, text('b'))]))).toBe('taken');
    expect(taken).toEqual(['', 'a', 'b']);
    const again = new FrameWriter({ direction: 'to-engine', channelId });
    expect(read(again.write(next, []))).toBe('session_replayed');
  });

  it('are empty at first: nobody makes us keep anything before the key is proven', () => {
    const { writer, read } = createPair();
    const second = writer.write(key, text('a'));
    expect(read(second.subarray(0, 28))).toBe('channel_invalid');
  });

  it('have a largest size, on both sides', () => {
    const { writer, read, opening } = createPair();
    read(opening);
    const head = Buffer.alloc(28);
    head.writeUInt32BE(MAX_FRAME_BYTES + 1, 0);
    expect(read(head)).toBe('channel_invalid');
    expect(() => writer.write(key, [Buffer.alloc(MAX_FRAME_BYTES), Buffer.alloc(1)])).toThrow(RangeError);
  });
});
