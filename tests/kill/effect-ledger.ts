import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** The far side of the kill test: counts how often each effect was done, outside of the engine that is killed. */
export class EffectLedger {
  readonly #server: Server;
  readonly #counts = new Map<string, number>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<EffectLedger> {
    const server = createServer();
    const ledger = new EffectLedger(server);
    server.on('request', (request, response) => {
      request.resume().on('end', () => {
        // `/effects/<order>/<number>`: the effect is done now, whoever learns of it.
        const effect = request.url ?? '';
        ledger.#counts.set(effect, (ledger.#counts.get(effect) ?? 0) + 1);
        setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{"done":true}'), Math.random() * 8);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return ledger;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** How often the effect with this path was done. */
  countOf(effect: string): number {
    return this.#counts.get(effect) ?? 0;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Effects that were done more than once. */
  doneTwice(): string[] {
    return [...this.#counts].flatMap(([effect, count]) => (count > 1 ? [`${effect} ${count} times`] : []));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
