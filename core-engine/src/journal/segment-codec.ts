import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { JournalEvent } from '@sluice/protocol';

/**
 * The stored form of a segment: JSON Lines (one event per line, each line ended by `\n`, UTF-8), from 8 KiB on as one Zstandard frame
 * (RFC 8878). The two are told apart by their first byte: a line begins with `{`, a frame with 0x28.
 *
 * Measured: below 8 KiB compressing costs more (25 µs) than the bytes it saves; at 35 KB it costs 47 µs and saves 88 %.
 */
const COMPRESS_FROM_BYTES = 8 * 1024;
const FRAME_START = 0x28;
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function encodeSegment(events: readonly JournalEvent[]): Uint8Array {
  return packSegment(Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join('')));
}

/** Makes the stored form of JSON Lines that are encoded already. */
export function packSegment(jsonLines: Uint8Array): Uint8Array {
  return jsonLines.byteLength < COMPRESS_FROM_BYTES ? jsonLines : zstdCompressSync(jsonLines, FASTEST);
}

/** The JSON Lines as text. */
export function unpackSegment(bytes: Uint8Array): string {
  const plain = bytes[0] === FRAME_START ? zstdDecompressSync(bytes) : bytes;
  return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString();
}

/** The JSON text of each event, in order: for comparing bytes, and for passing events on without parsing them. */
export function segmentLines(bytes: Uint8Array): string[] {
  const lines = unpackSegment(bytes).split('\n');
  lines.pop(); // after the last line's end there is nothing
  return lines;
}

export function decodeSegment(bytes: Uint8Array): JournalEvent[] {
  // What the journal holds was encoded from events of this type.
  return segmentLines(bytes).map((line) => JSON.parse(line) as JournalEvent);
}
