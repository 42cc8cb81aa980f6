import { diffDocuments, type Issue, type WorkflowDocument } from '@sluice/protocol';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import type { FromIssueWorker, ToIssueWorker } from './issue-messages.ts';

/** A worker as the client uses it. */
export interface IssuePort {
  post(message: ToIssueWorker): void;
  terminate(): void;
}

export interface IssueClientOptions {
  /** Starts a worker. `onFailure`: it could not be loaded, or broke. */
  readonly start: (onMessage: (message: FromIssueWorker) => void, onFailure: () => void) => IssuePort;
  /** A worker that says nothing for so long, in ms, is taken as dead: one whose memory ran out tells nobody. */
  readonly limitMs: number;
  /** How long to wait, in ms, before the worker is started that follows `failures` in a row. */
  readonly pauseMs: (failures: number) => number;
  /** After so many failures in a row what is asked is answered as failed: nobody waits for ever for a worker that cannot be had. */
  readonly mostFailures: number;
}

/** `failed`: the compiler broke over it, or there is none, so that nothing is known here. `superseded`: another document was asked about before this one's turn. */
export type Checked = { readonly kind: 'found'; readonly issues: readonly Issue[] } | { readonly kind: 'failed' | 'superseded' };

interface Waiting {
  readonly document: WorkflowDocument;
  readonly catalog: NodeCatalog;
  readonly resolve: (checked: Checked) => void;
}

/**
 * Has documents checked in a worker, one at a time; of several that wait under one key the newest counts. The worker is told what changed
 * since the document before. One that dies is replaced, and what it was about is asked again.
 */
export class IssueClient {
  readonly #options: IssueClientOptions;
  readonly #waiting = new Map<string, Waiting>();
  #port: IssuePort | undefined;
  /** What the worker has. */
  #sent: { document?: WorkflowDocument; catalog?: NodeCatalog } = {};
  #running: { readonly key: string; readonly asked: Waiting } | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPausing = false;

  constructor(options: IssueClientOptions) {
    this.#options = options;
  }

  /** Starts the worker, so that the first check need not wait for it. */
  readonly preload = async (): Promise<void> => {
    if (!this.#isPausing) this.#port ??= this.#start();
  };

  /** What is wrong with a document. It waits for a worker, but not for ever. */
  check(key: string, document: WorkflowDocument, catalog: NodeCatalog): Promise<Checked> {
    this.#waiting.get(key)?.resolve({ kind: 'superseded' });
    return new Promise((resolve) => {
      this.#waiting.set(key, { document, catalog, resolve });
      this.#next();
    });
  }

  #next(): void {
    const [key, asked] = this.#waiting.entries().next().value ?? [];
    if (this.#running !== undefined || this.#isPausing || key === undefined || asked === undefined) return;
    this.#waiting.delete(key);
    this.#running = { key, asked };
    this.#port ??= this.#start();
    this.#tell(this.#port, asked);
    this.#timer = setTimeout(() => this.#bury(), this.#options.limitMs);
  }

  #tell(port: IssuePort, { document, catalog }: Waiting): void {
    const sent = this.#sent;
    if (sent.catalog !== catalog) port.post({ type: 'catalog', nodes: [...catalog.values()] });
    if (sent.document === undefined) port.post({ type: 'document', document });
    else if (sent.document !== document) port.post({ type: 'changes', changes: diffDocuments(sent.document, document) });
    this.#sent = { document, catalog };
    port.post({ type: 'check' });
  }

  #start(): IssuePort {
    const port = this.#options.start(
      (message) => {
        if (port === this.#port) this.#hear(message);
      },
      () => {
        if (port === this.#port) this.#bury();
      },
    );
    return port;
  }

  #hear(message: FromIssueWorker): void {
    clearTimeout(this.#timer);
    this.#failures = 0;
    const running = this.#running;
    this.#running = undefined;
    running?.asked.resolve(message.type === 'found' ? { kind: 'found', issues: message.issues } : { kind: 'failed' });
    this.#next();
  }

  /** The worker is dead: what it was about waits for the next one, unless something newer does. */
  #bury(): void {
    clearTimeout(this.#timer);
    this.#port?.terminate();
    this.#port = undefined;
    this.#sent = {};
    const running = this.#running;
    this.#running = undefined;
    this.#failures += 1;
    if (running !== undefined) {
      if (this.#waiting.has(running.key)) running.asked.resolve({ kind: 'superseded' });
      else if (this.#failures >= this.#options.mostFailures) running.asked.resolve({ kind: 'failed' });
      else this.#waiting.set(running.key, running.asked);
    }
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      this.#next();
    }, this.#options.pauseMs(this.#failures));
  }
}
