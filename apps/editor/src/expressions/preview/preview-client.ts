import type { ExpressionData } from '../expression-data.ts';
import type { FromWorker, Preview, PreviewRequest, ToWorker } from './preview-messages.ts';

/** A worker as the client uses it. */
export interface PreviewPort {
  post(message: ToWorker): void;
  terminate(): void;
}

export interface PreviewClientOptions {
  /** Starts a worker. `onFailure`: it could not be loaded, or broke. */
  readonly start: (onMessage: (message: FromWorker) => void, onFailure: (reason: string) => void) => PreviewPort;
  /** How long one evaluation may take, in ms. */
  readonly limitMs: number;
}

interface Waiting {
  readonly data: ExpressionData;
  readonly request: PreviewRequest;
  readonly resolve: (preview: Preview | undefined) => void;
}

/**
 * Evaluates previews in a worker, one at a time. Of several that wait under one key the last one counts. One that takes longer than the limit
 * is ended with its worker, since code in a native loop listens to nothing else; the next one gets a new worker.
 */
export class PreviewClient {
  readonly #options: PreviewClientOptions;
  readonly #waiting = new Map<string, Waiting>();
  #port: PreviewPort | undefined;
  #sent: ExpressionData | undefined;
  #running: Waiting | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PreviewClientOptions) {
    this.#options = options;
  }

  /** Undefined when another request came in under the same key before this one was begun. */
  evaluate(key: string, data: ExpressionData, request: PreviewRequest): Promise<Preview | undefined> {
    this.#waiting.get(key)?.resolve(undefined);
    this.#waiting.delete(key);
    return new Promise((resolve) => {
      this.#waiting.set(key, { data, request, resolve });
      this.#next();
    });
  }

  #next(): void {
    const [key, next] = this.#waiting.entries().next().value ?? [];
    if (this.#running !== undefined || key === undefined || next === undefined) return;
    this.#waiting.delete(key);
    this.#running = next;
    this.#port ??= this.#start();
    if (this.#sent !== next.data) this.#port.post({ type: 'data', data: next.data });
    this.#sent = next.data;
    this.#port.post({ type: 'evaluate', request: next.request });
  }

  #start(): PreviewPort {
    return this.#options.start(
      (message) => this.#hear(message),
      (message) => {
        this.#drop();
        this.#settle({ kind: 'error', code: 'step_crashed', message });
      },
    );
  }

  #hear(message: FromWorker): void {
    if (message.type === 'done') {
      this.#settle(message.preview);
      return;
    }
    const { limitMs } = this.#options;
    this.#timer = setTimeout(() => {
      this.#drop();
      this.#settle({ kind: 'slow', limitMs });
    }, limitMs);
  }

  #drop(): void {
    this.#port?.terminate();
    this.#port = undefined;
    this.#sent = undefined;
  }

  #settle(preview: Preview): void {
    clearTimeout(this.#timer);
    const running = this.#running;
    this.#running = undefined;
    running?.resolve(preview);
    this.#next();
  }
}
