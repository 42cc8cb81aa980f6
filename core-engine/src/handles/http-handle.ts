import { STATUS_CODES } from 'node:http';
import { type Json, SluiceError } from '@sluice/protocol';
import type { Dispatcher } from 'undici';
import { type Handle, type HandleRequest, value } from './handle.ts';
import { exchange, type OutgoingRequest } from './http/exchange.ts';
import { type HttpArgs, httpArgs } from './http/http-args.ts';
import { httpFailure } from './http/http-failure.ts';
import { ACCEPTED_ENCODINGS, receiveBody } from './http/receive-body.ts';
import type { Redactor } from './http/redactor.ts';
import { createRequestBody, type RequestBody } from './http/request-body.ts';
import { contentTypeOf, excerptOf, headersOf, readResponseBody } from './http/response-value.ts';
import { injectSecrets, type SecretInjection } from './http/secret-injection.ts';
import { parseArgs } from './parse-args.ts';
import type { Blobs, Secrets } from './ports.ts';
import { blobJson, storeBlob } from './store-blob.ts';

/**
 * `http://…`, `https://…`: outbound requests.
 *
 * Owns: that secrets are put in here and nowhere else and do not come back (I7); redirects; bounds on time and size.
 * Does not own: which addresses may be reached (the agent's guard), retries (the step's). Talks to: the guarded agent, the secret
 * vault, the blob store.
 */
export function createHttpHandle(from: { readonly agent: Dispatcher; readonly secrets: Secrets; readonly blobs: Blobs }): Handle {
  return {
    scheme: 'http',
    async perform(request) {
      const args = parseArgs(httpArgs, request);
      const url = new URL(request.uri); // the gate has refused what is no URL
      const injection = await injectSecrets(args, url, from.secrets);
      const body = await createRequestBody(args, from.blobs);
      const outgoing = outgoingRequest({ request, args, url, injection, body });
      const timeUp = AbortSignal.timeout(args.timeoutMs);
      try {
        const response = await exchange(outgoing, {
          agent: from.agent,
          signal: AbortSignal.any([request.signal, timeUp]),
          followRedirects: args.followRedirects,
          privateHeaders: new Set(['authorization', 'cookie', ...injection.headers.keys()]),
          authorize: ({ uri, isHome }) => request.authorize({ uri, args: isHome ? request.args : {} }),
        });
        return value(await receive(response, { outgoing, args, redactor: injection.redactor, blobs: from.blobs }));
      } catch (error) {
        const asked = { method: outgoing.method, url, timeoutMs: args.timeoutMs, isTimeUp: timeUp.aborted };
        throw redacted(httpFailure(error, asked), injection.redactor);
      }
    },
  };
}

/** What the connection itself decides. `host` among them: it would lead a request past the hosts that gate and bindings looked at. */
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'upgrade',
  'te',
  'trailer',
  'expect',
]);

function outgoingRequest(parts: {
  readonly request: HandleRequest;
  readonly args: HttpArgs;
  readonly url: URL;
  readonly injection: SecretInjection;
  readonly body: RequestBody | undefined;
}): OutgoingRequest {
  const { request, args, injection, body } = parts;
  const headers = new Map([
    ['user-agent', 'Sluice'],
    ['accept', '*/*'],
    ['accept-encoding', ACCEPTED_ENCODINGS],
    ...(body === undefined ? [] : [['content-type', body.contentType] as const]),
    ...(request.class === 'read' ? [] : [['idempotency-key', request.key] as const]),
    ...Object.entries(args.headers).flatMap(([name, of]) => (of === null ? [] : [[name.toLowerCase(), String(of)] as const])),
    ...injection.headers,
  ]);
  for (const name of headers.keys()) {
    if (ownHeaders.has(name)) throw new SluiceError('effect_args_invalid', `http: headers.${name}: this header cannot be set.`);
  }
  return {
    method: request.verb.toUpperCase(),
    url: withQuery(parts.url, args.query, injection.query),
    headers,
    body: body?.bytes,
  };
}

/** Appends to what the URL has, which stays as it is written. A secret is percent-encoded whole, the one spelling that every server decodes. */
function withQuery(url: URL, query: HttpArgs['query'], secret: ReadonlyMap<string, string>): URL {
  const added = new URLSearchParams();
  for (const [name, of] of Object.entries(query))
    for (const one of [of].flat()) if (one !== null) added.append(name, String(one));
  const secretParts = [...secret].map(([name, of]) => `${encodeURIComponent(name)}=${encodeURIComponent(of)}`);
  const result = new URL(url);
  result.hash = '';
  result.search = [url.search.slice(1), added.toString(), ...secretParts].filter((part) => part !== '').join('&');
  return result;
}

interface Receiving {
  readonly outgoing: OutgoingRequest;
  readonly args: HttpArgs;
  readonly redactor: Redactor;
  readonly blobs: Blobs;
}

async function receive(response: Dispatcher.ResponseData, { outgoing, args, redactor, blobs }: Receiving): Promise<Json> {
  const bytes = await receiveBody(response, args.maxBytes);
  const contentType = contentTypeOf(response);
  if (args.failOnStatus && response.statusCode >= 400)
    throw statusFailure(response, outgoing, excerptOf(bytes, contentType, redactor));
  const body = readResponseBody(bytes, { contentType, as: args.responseType, redactor });
  const head = { status: response.statusCode, headers: headersOf(response, redactor) };
  if (body.kind === 'value') return { ...head, body: body.value };
  const mediaType = contentType === '' ? 'application/octet-stream' : contentType.slice(0, 200);
  return { ...head, body: null, blob: blobJson(await storeBlob(blobs, body.bytes, { mediaType })) };
}

function statusFailure(response: Dispatcher.ResponseData, { method, url }: OutgoingRequest, excerpt: string): SluiceError {
  const status = `${response.statusCode} ${STATUS_CODES[response.statusCode] ?? ''}`.trim();
  const said = excerpt === '' ? '.' : `: ${excerpt}`;
  return new SluiceError('http_status', `${method} ${url.protocol}//${url.host}${url.pathname} answered ${status}${said}`);
}

/** An error that a far side had a hand in is shown only after the secrets were taken out of it. */
function redacted(error: unknown, redactor: Redactor): unknown {
  if (!(error instanceof SluiceError)) return error;
  const detail = redactor.text(error.detail);
  const hint = redactor.text(error.hint);
  return detail === error.detail && hint === error.hint
    ? error
    : new SluiceError(error.code, detail, { hint, place: error.place });
}
