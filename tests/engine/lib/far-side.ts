import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

export interface FarRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers one request; `number` counts the requests of the same method and path from 1. */
export type FarAnswer = (request: FarRequest, response: ServerResponse, number: number) => void;

/** An HTTP service that workflows call: a process of nobody, outside of the engine, which remembers what was done. */
export class FarSide {
  readonly requests: FarRequest[] = [];
  readonly #server: Server;

  private constructor(answer: FarAnswer) {
    this.#server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const { method = '', url = '', headers } = incoming;
        const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
        this.requests.push(request);
        answer(request, response, this.countOf(url, method));
      });
    });
  }

  static async start(answer: FarAnswer = answerOk): Promise<FarSide> {
    const far = new FarSide(answer);
    far.#server.listen(0, '127.0.0.1');
    await once(far.#server, 'listening');
    return far;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  countOf(url: string, method?: string): number {
    return this.requests.filter((one) => one.url === url && (method === undefined || one.method === method)).length;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function answerOk(_: FarRequest, response: ServerResponse): void {
  answerJson(response, 200, { done: true });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
