import type { ServerResponse } from 'node:http';
import type { AnswerPiece } from '@sluice/protocol/channel';
import type { AnswerTaker } from '../engine-client/pending-call.ts';
import { hookHeaders, withheldFromHooks } from '../web/security-headers.ts';

/** In metrics and logs, where other servers write it too; nobody is there to be sent it. */
const CALLER_GONE = 499;
/** Copying so much costs less than a second piece to write. */
const SMALL_BYTES = 16 * 1024;
const ownHeaders: readonly string[] = Object.entries(hookHeaders).flat();

/**
 * Passes the engine's answer on to the caller as it comes. `outcome` is the status that the caller got; it rejects with
 * `engine_unreachable` while nothing has been sent yet.
 */
export class HookRelay implements AnswerTaker {
  readonly outcome: Promise<number>;
  private readonly outgoing: ServerResponse;
  private readonly requestId: string;
  private resolve!: (status: number) => void;
  private reject!: (error: Error) => void;

  constructor(outgoing: ServerResponse, requestId: string) {
    this.outgoing = outgoing;
    this.requestId = requestId;
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** When the caller goes away, its place in the channel is freed; the run goes on. */
  onCallerGone(cancel: () => void): void {
    const { outgoing } = this;
    const abort = () => {
      if (outgoing.writableFinished) return;
      cancel();
      this.resolve(CALLER_GONE);
    };
    if (outgoing.destroyed) abort();
    else outgoing.once('close', abort);
  }

  take({ start, bytes }: AnswerPiece, isLast: boolean): void {
    const { outgoing } = this;
    if (start !== undefined) this.writeHead(start);
    if (!isLast) {
      outgoing.write(bytes);
      return;
    }
    endWith(outgoing, bytes);
    this.resolve(outgoing.statusCode);
  }

  fail(error: Error): void {
    if (!this.outgoing.headersSent) {
      this.reject(error);
      return;
    }
    // Half of an answer must not look like a whole one.
    this.outgoing.destroy();
    this.resolve(this.outgoing.statusCode);
  }

  private writeHead({ status, headers, length }: NonNullable<AnswerPiece['start']>): void {
    const fields = [...ownHeaders, 'sluice-request-id', this.requestId];
    for (const name in headers) {
      if (withheldFromHooks.has(name) || name.startsWith('sluice-')) continue;
      fields.push(name, headers[name] as string); // its own key
    }
    if (status !== 204 && status !== 304) fields.push('content-length', String(length));
    this.outgoing.writeHead(status, fields);
  }
}

/** A small body goes out in one piece with the headers: node joins texts only. In Latin-1 a text is its bytes. */
function endWith(outgoing: ServerResponse, bytes: Buffer): void {
  if (bytes.length > SMALL_BYTES) outgoing.end(bytes);
  else outgoing.end(bytes.toString('latin1'), 'latin1');
}
