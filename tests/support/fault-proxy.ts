import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';

export interface FaultProxyOptions {
  /** Where connections are passed on to. */
  readonly to: { readonly host: string; readonly port: number };
  readonly port: number;
  /** How long each piece takes, in each direction. */
  readonly delayMs: number;
  /** Each connection is cut, in both directions and without a goodbye, after a time between these. Undefined: none is. */
  readonly cutAfterMs?: readonly [number, number] | undefined;
}

/**
 * A line between real processes that is good until it is made rough: TCP with a delay each way, and cuts. Order and contents stay; what is
 * under way at a cut is lost.
 */
export class FaultProxy {
  readonly #server: Server;
  readonly #open = new Set<() => void>();
  readonly #options: FaultProxyOptions;
  #isRough = false;
  /** How many connections were cut by chance. */
  cuts = 0;

  private constructor(options: FaultProxyOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#carry(socket));
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject).listen(options.port, '127.0.0.1', resolve);
    });
    return proxy;
  }

  /** Without delays and cuts from now on, or with them again; what is under way arrives as it was sent. */
  setRough(isRough: boolean): void {
    this.#isRough = isRough;
  }

  /** Cuts every connection now. */
  cutAll(): void {
    for (const cut of this.#open) cut();
  }

  async stop(): Promise<void> {
    this.cutAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #carry(near: Socket): void {
    const far = tcpConnect({ ...this.#options.to, noDelay: true });
    near.setNoDelay(true);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const cut = () => {
      if (!this.#open.delete(cut)) return;
      clearTimeout(timer);
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    this.#open.add(cut);
    const cutLater = ([least, most]: readonly [number, number]) => {
      timer = setTimeout(
        () => {
          if (!this.#isRough) return cutLater([least, most]);
          this.cuts += 1;
          cut();
        },
        least + Math.random() * (most - least),
      );
    };
    if (this.#options.cutAfterMs !== undefined) cutLater(this.#options.cutAfterMs);
    this.#pass(near, far);
    this.#pass(far, near);
    const forget = () => {
      clearTimeout(timer);
      this.#open.delete(cut);
    };
    near.on('close', forget).on('error', cut);
    far.on('error', cut);
  }

  /** Carries what comes from one side to the other, in order. */
  #pass(from: Socket, to: Socket): void {
    let last = Promise.resolve();
    const later = (work: () => void) => {
      const due = this.#isRough ? new Promise<void>((resolve) => setTimeout(resolve, this.#options.delayMs)) : Promise.resolve();
      last = last.then(() => due).then(() => (to.destroyed ? undefined : work()));
    };
    from.on('data', (data) => later(() => to.write(data)));
    from.on('end', () => later(() => to.end()));
  }
}
