import type { AnswerPiece } from '@sluice/protocol/channel';
import type { TextAnswer } from '../problem-answer.ts';

interface Outgoing {
  readonly id: number;
  readonly answer: TextAnswer;
  readonly body: Buffer;
  /** So much of the body has been given out; undefined before the first piece. */
  sent: number | undefined;
}

export interface AnswerFrame {
  readonly pieces: readonly AnswerPiece[];
  /** The calls whose answers are out with it. */
  readonly ended: readonly number[];
}

/** One frame takes about so much, so that no answer keeps the others waiting for long. */
const FRAME_BYTES = 256 * 1024;
const FRAME_ANSWERS = 256;

/** Answers on their way to the gateway, the first to be ready first. A large one goes in pieces, between which others have their turn. */
export class AnswerOutbox {
  #queue: Outgoing[] = [];

  get isEmpty(): boolean {
    return this.#queue.length === 0;
  }

  add(id: number, answer: TextAnswer): void {
    this.#queue.push({ id, answer, body: Buffer.from(answer.body), sent: undefined });
  }

  /** Nobody waits for the rest of it. */
  drop(id: number): void {
    this.#queue = this.#queue.filter((outgoing) => outgoing.id !== id);
  }

  /** What the next frame is to hold. */
  next(): AnswerFrame {
    const pieces: AnswerPiece[] = [];
    const ended: number[] = [];
    const unfinished: Outgoing[] = [];
    let room = FRAME_BYTES;
    for (const outgoing of this.#queue) {
      if (pieces.length === FRAME_ANSWERS || room === 0) break;
      const piece = nextPiece(outgoing, room);
      pieces.push(piece);
      room -= piece.bytes.length;
      if (outgoing.sent === outgoing.body.length) ended.push(outgoing.id);
      else unfinished.push(outgoing);
    }
    this.#queue = [...this.#queue.slice(pieces.length), ...unfinished];
    return { pieces, ended };
  }
}

function nextPiece(outgoing: Outgoing, room: number): AnswerPiece {
  const { id, answer, body, sent } = outgoing;
  const from = sent ?? 0;
  const bytes = body.subarray(from, from + room);
  outgoing.sent = from + bytes.length;
  const { status, headers } = answer;
  return { id, start: sent === undefined ? { status, headers, length: body.length } : undefined, bytes };
}
