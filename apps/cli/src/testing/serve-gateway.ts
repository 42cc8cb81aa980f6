import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProblem, type ErrorCode } from '@sluice/protocol';
import { publicKeyOf, readSignature, verifySignature } from '@sluice/protocol/signing';
import { verifyEd25519 } from '@sluice/protocol/signing/node';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly did: string;
  readonly body: string;
}

export type Answer =
  | { readonly json: unknown; readonly status?: number }
  | { readonly refuse: ErrorCode; readonly detail: string };

/**
 * A server that stands where a gateway would: it checks every request's signature for real, and answers as the test says. `asked`
 * holds what came in.
 */
export async function serveGateway(answer: (asked: Asked) => Answer) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const one = { method: request.method ?? '', path: request.url ?? '', did: didOf(request, url), body };
    asked.push(one);
    const result = answer(one);
    const isRefusal = 'refuse' in result;
    const payload = isRefusal ? createProblem(result.refuse, result.detail) : result.json;
    response.statusCode = isRefusal ? createProblem(result.refuse, result.detail).status : (result.status ?? 200);
    response.setHeader('content-type', isRefusal ? 'application/problem+json' : 'application/json');
    response.end(payload === undefined ? '' : JSON.stringify(payload));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has such an address
  return { url, asked, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

/** Whose signature the request bears; throws when it bears none that holds. */
function didOf(request: IncomingMessage, url: string): string {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { pathname, search } = new URL(request.url ?? '/', url);
  const claimed = readSignature({ method: request.method ?? '', path: pathname, query: search, headers }, { now: Date.now() });
  verifySignature(claimed, { publicKey: publicKeyOf(claimed.did), authorities: [new URL(url).host], verify: verifyEd25519 });
  return claimed.did;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
