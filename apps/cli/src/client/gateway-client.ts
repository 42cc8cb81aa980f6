import { randomUUID, webcrypto } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createNonce, type SignEd25519, signRequest } from '@sluice/protocol/signing';
import { createSigner } from '@sluice/protocol/signing/node';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { StoredKey } from '../keys/key-file.ts';

export interface RawCall {
  readonly method: string;
  /** With the query, as in `/v1/executions?limit=5`. */
  readonly path: string;
  /** The raw bytes, by default none. */
  readonly body?: Uint8Array;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  /** The server's time in ms since the epoch, from its Date header. */
  readonly serverTime: number | undefined;
}

/** Signed calls to one gateway (RFC 9421, profile `sluice/1`), one key, connections kept until `close`. */
export class GatewayClient {
  readonly url: string;
  readonly did: string;
  readonly #origin: URL;
  readonly #sign: SignEd25519;
  readonly #agent: HttpAgent;

  constructor(url: string, key: StoredKey) {
    this.url = url.replace(/\/$/, '');
    this.did = key.did;
    this.#origin = new URL(url);
    this.#sign = createSigner(Buffer.from(key.seed, 'base64url'));
    this.#agent = new (this.#origin.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true });
  }

  /** The answer, whatever its status. Throws `gateway_unreachable` (exit 3) when there is none. */
  async call({ method, path, body = new Uint8Array() }: RawCall): Promise<RawAnswer> {
    const target = new URL(path, this.#origin);
    const headers = await signRequest({
      method,
      authority: this.#origin.host,
      path: target.pathname,
      ...(target.search === '' ? {} : { query: target.search }),
      body,
      idempotencyKey: randomUUID(),
      keyid: this.did,
      sign: this.#sign,
      now: Date.now(),
      nonce: createNonce(webcrypto.getRandomValues(new Uint8Array(16))),
    });
    return this.#send(target, method, { ...headers, 'content-length': String(body.byteLength) }, body);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(target: URL, method: string, headers: Record<string, string>, body: Uint8Array): Promise<RawAnswer> {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(unreachable(this.url, error));
      const request = send(target, { method, headers, agent: this.#agent }, (response) => {
        collect(response).then(resolve, fail);
      });
      request.once('error', fail);
      request.end(body);
    });
  }
}

async function collect(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const date = Date.parse(response.headers.date ?? '');
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks),
    serverTime: Number.isNaN(date) ? undefined : date,
  };
}

function unreachable(url: string, cause: Error): CliError {
  const reason = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return new CliError('gateway_unreachable', `No gateway answers at ${url} (${reason}).`, {
    exitCode: exitCodes.unreachable,
    hint: 'Start it with `npm start` or `sluice up`, or name another one with --url.',
    cause,
  });
}
