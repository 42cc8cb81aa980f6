import { hash, randomUUID, webcrypto } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { codes, SluiceError } from '@sluice/protocol';
import {
  type AnsweredRequest,
  acceptResponseSignature,
  contentDigestField,
  createNonce,
  publicKeyOf,
  type SignEd25519,
  signRequest,
  verifyResponse,
} from '@sluice/protocol/signing';
import { createSigner, verifyEd25519 } from '@sluice/protocol/signing/node';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { StoredKey } from '../keys/key-file.ts';
import type { GatewayTrust } from './gateway-trust.ts';

export interface RawCall {
  readonly method: string;
  /** With the query, as in `/v1/executions?limit=5`. */
  readonly path: string;
  /** The raw bytes, by default none. */
  readonly body?: Uint8Array;
  /** The same for another attempt at the same call; by default a new one. */
  readonly idempotencyKey?: string;
}

export interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
  /** The server's time in ms since the epoch, from its Date header. */
  readonly serverTime: number | undefined;
}

interface ReceivedAnswer extends RawAnswer {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Signed calls to one gateway (RFC 9421, profile `sluice/1`), one key, connections kept until `close`. Where the gateway's own key is
 * known, it is asked to sign its answers, and no other answer is taken.
 */
export class GatewayClient {
  readonly url: string;
  readonly did: string;
  readonly #origin: URL;
  readonly #sign: SignEd25519;
  readonly #agent: HttpAgent;
  readonly #trust: GatewayTrust | undefined;

  constructor(url: string, key: StoredKey, trust?: GatewayTrust) {
    this.url = url.replace(/\/$/, '');
    this.did = key.did;
    this.#origin = new URL(url);
    this.#sign = createSigner(Buffer.from(key.seed, 'base64url'));
    this.#trust = trust;
    this.#agent = new (this.#origin.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true });
  }

  /**
   * The answer, whatever its status. Throws `gateway_unreachable` (exit 3) when there is none, `response_untrusted` (exit 3) when it
   * does not have the gateway's signature.
   */
  async call({ method, path, body = new Uint8Array(), idempotencyKey = randomUUID() }: RawCall): Promise<RawAnswer> {
    const target = new URL(path, this.#origin);
    const nonce = createNonce(webcrypto.getRandomValues(new Uint8Array(16)));
    const signed = await signRequest({
      method,
      authority: this.#origin.host,
      path: target.pathname,
      ...(target.search === '' ? {} : { query: target.search }),
      body,
      idempotencyKey,
      keyid: this.did,
      sign: this.#sign,
      now: Date.now(),
      nonce,
    });
    const gateway = isSigned(target.pathname) ? await this.#trust?.key() : undefined;
    const headers = {
      ...signed,
      'content-length': String(body.byteLength),
      ...(gateway === undefined ? {} : { 'accept-signature': acceptResponseSignature }),
    };
    const answer = await this.#send(target, method, headers, body);
    if (gateway !== undefined) {
      const request = { method, path: target.pathname, contentDigest: signed['content-digest'], nonce };
      checkSignature(answer, request, { gateway, url: this.url });
      if (answer.status < 400) this.#trust?.confirm();
    }
    return answer;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(target: URL, method: string, headers: Record<string, string>, body: Uint8Array): Promise<ReceivedAnswer> {
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

async function collect(response: IncomingMessage): Promise<ReceivedAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const date = Date.parse(response.headers.date ?? '');
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks),
    serverTime: Number.isNaN(date) ? undefined : date,
    headers: response.headers as ReceivedAnswer['headers'], // only set-cookie is a list, which no signature is in
  };
}

/** The contract's own endpoints; health, hooks and the like answer anybody alike. */
const isSigned = (path: string): boolean => path.startsWith('/v1/') && path !== '/v1/openapi.json';

/**
 * Without a signature only a refusal is believed: one from before the request was known to be ours, or from something in between. It
 * says that nothing is to be relied on, which is true whoever said it.
 */
function checkSignature(
  { status, headers, body }: ReceivedAnswer,
  request: AnsweredRequest,
  { gateway, url }: { gateway: string; url: string },
): void {
  if (status >= 400 && headers['signature'] === undefined) return;
  const contentDigest = contentDigestField(hash('sha256', body, 'buffer'));
  try {
    const signer = { did: gateway, publicKey: publicKeyOf(gateway), verify: verifyEd25519 };
    verifyResponse({ request, status, headers, contentDigest }, signer);
  } catch (cause) {
    const why = cause instanceof SluiceError ? ` (${cause.code})` : '';
    throw new CliError('response_untrusted', `What answers at ${url} is not signed by ${gateway}${why}.`, {
      exitCode: exitCodes.unreachable,
      hint: codes.response_untrusted.hint,
      cause,
    });
  }
}

function unreachable(url: string, cause: Error): CliError {
  const reason = 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  return new CliError('gateway_unreachable', `No gateway answers at ${url} (${reason}).`, {
    exitCode: exitCodes.unreachable,
    hint: 'Start it with `npm start` or `sluice up`, or name another one with --url.',
    cause,
  });
}
