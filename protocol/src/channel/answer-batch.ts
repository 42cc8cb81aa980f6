import { z } from 'zod';
import { Bodies, decodeHead, encodeHead } from './batch.ts';
import { type HookAnswerHead, MAX_CALLS_IN_FLIGHT, MAX_FRAME_BYTES } from './channel.ts';

/**
 * An answer or a piece of one. The first piece has `head` and says how long the body is as a whole; the answer is complete when as many
 * bytes have come. Large bodies come in several frames, between those of other answers.
 */
export interface AnswerPiece {
  /** The number of the call. */
  readonly id: number;
  readonly start: (HookAnswerHead & { readonly length: number }) | undefined;
  readonly bytes: Buffer;
}

const head = z
  .array(
    z.strictObject({
      id: z.int().min(1),
      start: z
        .strictObject({
          status: z.int().min(200).max(599),
          headers: z.record(z.string(), z.string()),
          length: z.int().min(0),
        })
        .optional(),
      bytes: z.int().min(0).max(MAX_FRAME_BYTES),
    }),
  )
  .max(MAX_CALLS_IN_FLIGHT);

export function encodeAnswers(pieces: readonly AnswerPiece[]): Uint8Array[] {
  const parts = encodeHead(pieces.map(({ id, start, bytes }) => ({ id, start, bytes: bytes.length })));
  for (const { bytes } of pieces) if (bytes.length > 0) parts.push(bytes);
  return parts;
}

/** @throws SluiceError `channel_invalid`. */
export function decodeAnswers(payload: Buffer): AnswerPiece[] {
  const { head: read, bodies } = decodeHead(payload, head);
  const taken = new Bodies(bodies);
  const pieces = read.map(({ id, start, bytes }) => ({ id, start, bytes: taken.take(bytes) }));
  taken.end();
  return pieces;
}
