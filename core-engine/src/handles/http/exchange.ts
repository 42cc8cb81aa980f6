import { SluiceError } from '@sluice/protocol';
import { type Dispatcher, request as sendRequest } from 'undici';

export const MAX_REDIRECTS = 5;

/** One request, complete with its secrets. Header names in lower case. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer | undefined;
}

export interface ExchangeOptions {
  readonly agent: Dispatcher;
  readonly signal: AbortSignal;
  readonly followRedirects: boolean;
  /** Headers (lower case) that must not leave the first origin, `authorization` and `cookie` among them. */
  readonly privateHeaders: ReadonlySet<string>;
  /** Asks the gate about the place that a redirect leads to; `isHome` while it never left the first origin. */
  readonly authorize: (next: { readonly uri: string; readonly isHome: boolean }) => Promise<void>;
}

/**
 * Sends the request and follows redirects by hand (RFC 9110 section 15.4), at most five. Each place is asked of the gate again, and
 * each connection is checked again by the agent. What identifies the sender stays at the first origin.
 */
export async function exchange(first: OutgoingRequest, options: ExchangeOptions): Promise<Dispatcher.ResponseData> {
  let outgoing = first;
  let isHome = true;
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(outgoing, options);
    const location = options.followRedirects ? redirectTarget(response, outgoing.url) : undefined;
    if (location === undefined) return response;
    await discard(response);
    if (redirects === MAX_REDIRECTS)
      throw new SluiceError('http_failed', `${first.url.host} redirected more than ${MAX_REDIRECTS} times.`);
    isHome &&= location.origin === first.url.origin;
    outgoing = redirected(outgoing, response.statusCode, location, isHome ? NOTHING_PRIVATE : options.privateHeaders);
    await options.authorize({ uri: location.href, isHome });
  }
}

function send(outgoing: OutgoingRequest, options: ExchangeOptions): Promise<Dispatcher.ResponseData> {
  return sendRequest(outgoing.url.href, {
    dispatcher: options.agent,
    method: outgoing.method as Dispatcher.HttpMethod, // one of the effect table's verbs, in upper case
    headers: Object.fromEntries(outgoing.headers),
    body: outgoing.body ?? null,
    signal: options.signal,
  });
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirectTarget(response: Dispatcher.ResponseData, from: URL): URL | undefined {
  const location = response.headers['location'];
  if (!redirectStatuses.has(response.statusCode) || typeof location !== 'string') return undefined;
  const target = URL.parse(location, from.href);
  if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:')) {
    throw new SluiceError('http_failed', `${from.host} redirected to something that is no HTTP address.`);
  }
  target.hash = '';
  return target;
}

const NOTHING_PRIVATE: ReadonlySet<string> = new Set();

function redirected(from: OutgoingRequest, status: number, url: URL, dropped: ReadonlySet<string>): OutgoingRequest {
  const becomesGet = status === 303 ? from.method !== 'HEAD' : status < 303 && from.method === 'POST';
  const headers = [...from.headers].filter(([name]) => !dropped.has(name) && !(becomesGet && name.startsWith('content-')));
  return { method: becomesGet ? 'GET' : from.method, url, headers: new Map(headers), body: becomesGet ? undefined : from.body };
}

/** Reads a little of a body that nobody wants, so that the connection can be used again, and gives it up if it is long. */
async function discard(response: Dispatcher.ResponseData): Promise<void> {
  await response.body.dump({ limit: 64 * 1024 }).catch(() => undefined); // the connection is closed then, which is as good
}
