import { type IncomingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON; an empty object for none. */
  readonly json: Record<string, unknown>;
}

export interface RawRequest {
  readonly method?: string;
  /** Path and query. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: Uint8Array;
}

/** Sends exactly this, with nothing put right, and reads the answer. */
export function send(origin: string, { method = 'GET', target, headers = {}, body }: RawRequest): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method, path: target, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const json =
          text !== '' && /json/.test(incoming.headers['content-type'] ?? '') ? (JSON.parse(text) as Record<string, unknown>) : {};
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json });
      });
    });
    outgoing.on('error', reject);
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) outgoing.setHeader(name, value);
    if (body !== undefined) outgoing.setHeader('content-length', body.length);
    outgoing.end(body);
  });
}
