import type { ServerResponse } from 'node:http';
import { PROBLEM_MEDIA_TYPE } from '@sluice/protocol';
import type { Dispatcher } from 'undici';
import { isUnknownSession, unreachable } from '../engine-client/engine-client.ts';
import { hookHeaders, withheldFromHooks } from '../web/security-headers.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** What became of a call: the caller has the answer, or the engine did not know the session and did nothing. */
export type RelayOutcome = { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'session-unknown' };

/** In metrics and logs, where other servers write it too; nobody is there to be sent it. */
const CALLER_GONE = 499;
const ownHeaders: readonly string[] = Object.entries(hookHeaders).flat();

/**
 * Passes the engine's answer on to the caller as it comes, no faster than the caller takes it. When the caller goes away, the engine's
 * connection is freed; the run goes on. Rejects with `engine_unreachable` while nothing has been sent yet.
 */
export class HookRelay implements Dispatcher.DispatchHandler {
  readonly outcome: Promise<RelayOutcome>;
  private readonly outgoing: ServerResponse;
  private readonly requestId: string;
  private resolve!: (outcome: RelayOutcome) => void;
  private reject!: (error: Error) => void;
  private status = 0;
  private headers: Headers = {};
  /** The body of a 401, held back until it is known not to be about the session. */
  private held: Buffer[] | undefined;

  constructor(outgoing: ServerResponse, requestId: string) {
    this.outgoing = outgoing;
    this.requestId = requestId;
    this.outcome = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { outgoing } = this;
    const abort = () => {
      if (!outgoing.writableFinished) controller.abort(new Error('The caller went away.'));
    };
    if (outgoing.destroyed) abort();
    else outgoing.once('close', abort);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return;
    this.status = status;
    this.headers = headers;
    if (status === 401 && headers['content-type'] === PROBLEM_MEDIA_TYPE) this.held = [];
    else this.writeHead();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.held !== undefined) {
      this.held.push(chunk);
      return;
    }
    if (this.outgoing.write(chunk)) return;
    controller.pause();
    this.outgoing.once('drain', () => controller.resume());
  }

  onResponseEnd(): void {
    const { held } = this;
    if (held !== undefined) {
      const body = Buffer.concat(held);
      if (isUnknownSession(this.headers['content-type'], body.toString('utf8'))) {
        this.resolve({ kind: 'session-unknown' });
        return;
      }
      this.writeHead();
      this.outgoing.write(body);
    }
    this.outgoing.end();
    this.resolve({ kind: 'answered', status: this.status });
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.outgoing.destroyed) {
      this.resolve({ kind: 'answered', status: CALLER_GONE });
      return;
    }
    if (!this.outgoing.headersSent) {
      this.reject(unreachable(error));
      return;
    }
    // Half of an answer must not look like a whole one.
    this.outgoing.destroy();
    this.resolve({ kind: 'answered', status: this.status });
  }

  private writeHead(): void {
    const fields: string[] = [...ownHeaders, 'sluice-request-id', this.requestId];
    for (const name in this.headers) {
      if (withheldFromHooks.has(name) || name.startsWith('sluice-')) continue;
      const value = this.headers[name] as string | string[]; // its own key
      if (typeof value === 'string') fields.push(name, value);
      else for (const one of value) fields.push(name, one);
    }
    this.outgoing.writeHead(this.status, fields);
  }
}
