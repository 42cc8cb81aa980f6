import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createProblem, type ErrorCode } from '@sluice/protocol';
import {
  acceptResponseSignature,
  type ClaimedSignature,
  contentDigest,
  publicKeyOf,
  readSignature,
  signResponse,
  signStatement,
  verifySignature,
} from '@sluice/protocol/signing';
import { createSigner, verifyEd25519 } from '@sluice/protocol/signing/node';
import { createKey, type StoredKey } from '../keys/key-file.ts';

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
 * A server that stands where a gateway would: it checks every request's signature for real, and answers as the test says, signed where
 * that is asked for. `asked` holds what came in. `keys.signer` may be another key than the one that it says it has.
 */
export async function serveGateway(answer: (asked: Asked) => Answer, keys: { readonly signer?: StoredKey } = {}) {
  const asked: Asked[] = [];
  const key = await createKey();
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url === '/.well-known/sluice') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(await describe(key, url)));
      return;
    }
    const claimed = claimedIn(request, url);
    const one = { method: request.method ?? '', path: request.url ?? '', did: claimed.did, body };
    asked.push(one);
    const result = answer(one);
    const isRefusal = 'refuse' in result;
    const payload = isRefusal ? createProblem(result.refuse, result.detail) : result.json;
    response.statusCode = isRefusal ? createProblem(result.refuse, result.detail).status : (result.status ?? 200);
    response.setHeader('content-type', isRefusal ? 'application/problem+json' : 'application/json');
    const text = payload === undefined ? '' : JSON.stringify(payload);
    if (request.headers['accept-signature'] === acceptResponseSignature)
      await sign(response, { claimed, text, key: keys.signer ?? key });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has such an address
  return { url, asked, did: key.did, close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()) };
}

/** Whose signature the request bears; throws when it bears none that holds. */
function claimedIn(request: IncomingMessage, url: string): ClaimedSignature {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const { pathname, search } = new URL(request.url ?? '/', url);
  const claimed = readSignature({ method: request.method ?? '', path: pathname, query: search, headers }, { now: Date.now() });
  verifySignature(claimed, { publicKey: publicKeyOf(claimed.did), authorities: [new URL(url).host], verify: verifyEd25519 });
  return claimed;
}

async function sign(
  response: ServerResponse,
  { claimed, text, key }: { claimed: ClaimedSignature; text: string; key: StoredKey },
): Promise<void> {
  const { request, contentDigest: digest, nonce } = claimed;
  const headers = await signResponse({
    request: { method: request.method, path: request.path, contentDigest: digest, nonce },
    status: response.statusCode,
    contentDigest: contentDigest(Buffer.from(text)),
    keyid: key.did,
    sign: signerOf(key),
    now: Date.now(),
  });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function describe(key: StoredKey, url: string) {
  const statement = {
    format: 'sluice-descriptor/1',
    gateway: key.did,
    engine: key.did,
    url,
    versions: { sluice: '0.1.0', signature: 'sluice/1', document: 'sluice/1' },
    endpoints: { api: '/v1', hooks: '/hooks', stream: '/v1/stream', openapi: '/v1/openapi.json' },
    issuedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 60_000).toISOString(),
  };
  return signStatement(statement, { type: 'sluice-descriptor', keyid: key.did, sign: signerOf(key) });
}

const signerOf = (key: StoredKey) => createSigner(Buffer.from(key.seed, 'base64url'));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
