import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Endpoint, endpoints, rotateKey } from '@sluice/protocol';
import { type AnsweredRequest, asksForSignedResponse, checkContentDigest, type ReceivedRequest } from '@sluice/protocol/signing';
import type { GatewayRoute, GatewayServices } from '../endpoints/gateway-route.ts';
import type { EngineAnswer, EngineClient } from '../engine-client/engine-client.ts';
import { type Guest, type Guests, guestOf } from '../identity/guests.ts';
import { requireAccess } from '../identity/principals.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import type { RememberedAnswer } from '../storage/ports.ts';
import type { Authenticator, Signer } from './authenticator.ts';
import { digestField } from './digest-field.ts';
import { type EndpointMatch, EndpointTable } from './endpoint-table.ts';
import type { IdempotentAnswers } from './idempotent-answers.ts';
import { readBody } from './read-body.ts';
import { receivedRequest } from './received-request.ts';
import { type ValidRequest, validateRequest } from './validate-request.ts';

export interface ApiHandlerOptions {
  readonly routes: readonly GatewayRoute[];
  readonly services: GatewayServices;
  readonly engine: EngineClient;
  readonly guests: Guests;
  readonly authenticator: Authenticator;
  readonly answers: IdempotentAnswers;
  readonly limits: RateLimits;
}

/** An answer of the API, its body whole or, from the engine, as it comes. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | Readable;
}

/** What is known of a request while it is being answered: for metrics, log, and the signature of the answer. */
export interface RequestTrace {
  readonly requestId: string;
  /** The contract's path pattern. */
  route: string;
  did: string | undefined;
  /** Present once the request's signature has been verified, when it asks for a signed answer; a refusal is one, too. */
  toSign: AnsweredRequest | undefined;
}

const DEFAULT_BODY_LIMIT_BYTES = 1024 * 1024;
/** Of the engine's answer, what is meant for the caller. */
const forwardedHeaders = ['content-type', 'content-length', 'content-disposition', 'retry-after', 'allow', 'etag'];

/**
 * Answers a request to an endpoint of the contract. The order is part of the security of it: rules and signature by the headers alone,
 * role, rate; only then is the body read, within its limit; its digest; its shape; the nonce, durably; and only then the work, by
 * the gateway itself or by the engine, once per idempotency key.
 */
export function createApiHandler(
  options: ApiHandlerOptions,
): (incoming: IncomingMessage, trace: RequestTrace) => Promise<ApiAnswer> {
  const { services, engine, guests, authenticator, answers, limits } = options;
  const table = new EndpointTable(endpoints.filter(({ internal }) => internal !== true));
  const handlers = new Map(options.routes.map(({ endpoint, handle }) => [endpoint.name, handle]));

  return async (incoming, trace) => {
    const request = receivedRequest(incoming);
    const matched = table.find(request.method, request.path);
    const { endpoint } = matched;
    trace.route = endpoint.path;
    const isRead = endpoint.method === 'GET';
    if (endpoint.access === 'public' && isRead) return answerAnybody(request, matched);
    const signer = await identify(incoming, request, endpoint, trace);
    trace.did = signer.did;
    const body = await readBody(incoming, endpoint.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES);
    const { claimed } = signer;
    checkContentDigest(claimed.contentDigest, digestField(body));
    const valid = validateRequest(endpoint, {
      ...matched,
      query: request.query,
      contentType: request.headers['content-type'],
      body,
    });
    services.principals.noteUse(signer.did, services.now());
    const work = () =>
      endpoint.server === 'gateway'
        ? answerHere(endpoint, valid, signer)
        : forward({ request, body, signer, trace, guest: guestOf(endpoint, valid.body, signer) });
    if (isRead) {
      await answers.admit(claimed);
      return work();
    }
    const { isRepeated, answer } = await answers.answerOnce(claimed, async () => whole(await work()));
    return isRepeated ? repeatedAnswer(answer) : answer;
  };

  async function answerAnybody(request: ReceivedRequest, { endpoint, params }: EndpointMatch): Promise<ApiAnswer> {
    const valid = validateRequest(endpoint, { params, query: request.query, contentType: undefined, body: new Uint8Array() });
    return answerHere(endpoint, valid, undefined);
  }

  /** Who signed, and whether the key may do this, this often. */
  async function identify(
    incoming: IncomingMessage,
    request: ReceivedRequest,
    endpoint: Endpoint,
    trace: RequestTrace,
  ): Promise<Signer> {
    const address = incoming.socket.remoteAddress ?? '';
    await limits.checkRefusals(address);
    if (endpoint.access === 'public') await limits.takeClaim(address);
    const signer = await authenticate(request, endpoint, address);
    if (asksForSignedResponse(request.headers['accept-signature'])) trace.toSign = answeredRequest(request, signer);
    if (signer.principal !== undefined) requireAccess(signer.principal, endpoint);
    await limits.takeRequest(signer.did);
    return signer;
  }

  async function authenticate(request: ReceivedRequest, { access, name }: Endpoint, address: string): Promise<Signer> {
    try {
      return await authenticator.authenticate(request, {
        mayBeUnknown: access === 'public',
        // Whose answer was lost asks once more, with the key that has been replaced meanwhile.
        mayBeReplaced: name === rotateKey.name,
      });
    } catch (error) {
      await limits.noteRefusal(address);
      throw error;
    }
  }

  async function answerHere(endpoint: Endpoint, valid: ValidRequest, signer: Signer | undefined): Promise<ApiAnswer> {
    const handle = handlers.get(endpoint.name);
    if (handle === undefined) throw new TypeError(`Nobody answers ${endpoint.name}.`);
    // `validateRequest` used the schemas of this very endpoint, from which the handler's types come.
    const result = await handle({ ...(valid as { params: undefined; query: undefined; body: undefined }), signer, services });
    const status = endpoint.status ?? 200;
    if (status === 204) return { status, headers: {}, body: new Uint8Array() };
    return { status, headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(result)) };
  }

  /** The bytes that were checked are the bytes that the engine gets. */
  async function forward(call: {
    request: ReceivedRequest;
    body: Buffer;
    signer: Signer;
    trace: RequestTrace;
    guest: Guest | undefined;
  }): Promise<ApiAnswer> {
    const { request, body, signer, trace, guest } = call;
    if (guest !== undefined) await guests.check(guest);
    const { method, path, query } = request;
    const answer = await engine.request({
      method,
      path,
      query,
      contentType: request.headers['content-type'] ?? '',
      contentDigest: signer.claimed.contentDigest,
      idempotencyKey: signer.claimed.idempotencyKey,
      actor: signer.did,
      // An unknown key gets as far as this only where anybody may; then it has what a guest has: nothing but shares.
      role: signer.principal?.role ?? 'guest',
      outcome: 'verified',
      requestId: trace.requestId,
      body,
    });
    if (guest !== undefined && answer.status < 300) await guests.admit(guest);
    return { status: answer.status, headers: headersOf(answer), body: answer.body };
  }
}

function answeredRequest({ method, path }: ReceivedRequest, { claimed }: Signer): AnsweredRequest {
  return { method, path, contentDigest: claimed.contentDigest, nonce: claimed.nonce };
}

function headersOf({ headers }: EngineAnswer): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of forwardedHeaders) {
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value;
  }
  return kept;
}

/** With its body read to the end, to be kept. */
async function whole({ status, headers, body }: ApiAnswer): Promise<ApiAnswer & RememberedAnswer> {
  const bytes = body instanceof Readable ? await buffer(body) : body;
  return { status, headers, contentType: headers['content-type'], body: bytes };
}

function repeatedAnswer({ status, contentType, body }: RememberedAnswer): ApiAnswer {
  const type = contentType === undefined ? {} : { 'content-type': contentType };
  return { status, headers: { ...type, 'idempotency-replayed': 'true' }, body };
}
