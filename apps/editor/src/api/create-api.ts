import { createProblem, type Endpoint, problem, type ResponseOf, unreadFormat } from '@sluice/protocol';
import { ApiError } from './api-error.ts';
import { type CallInput, type PlainRequest, requestOf } from './request-of.ts';
import type { ServerClock } from './server-clock.ts';

/** Gives the headers of a signed request; undefined while no key is at hand. */
export type SignHeaders = (
  request: PlainRequest,
  options: { idempotencyKey: string; nowMs: number },
) => Promise<Record<string, string>>;

export interface ApiOptions {
  /** The signer of the moment; undefined while there is no key: then requests go out unsigned, and only public ones succeed. */
  readonly getSigner: () => SignHeaders | undefined;
  readonly clock: ServerClock;
  readonly fetch: typeof fetch;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Signs with this key instead of the session's: the claim is signed before the key is anybody's. */
  readonly signer?: SignHeaders;
  /** What the gateway knows the request by when it is sent again; by default another one for each call. */
  readonly idempotencyKey?: string;
}

/** Calls an endpoint of the contract and gives its checked answer. Throws `ApiError` for every refusal and failure. */
export type Api = <T extends Endpoint>(endpoint: T, ...input: InputArguments<T>) => Promise<ResponseOf<T>>;
type InputArguments<T extends Endpoint> =
  Record<never, never> extends CallInput<T>
    ? [input?: CallInput<T>, options?: CallOptions]
    : [input: CallInput<T>, options?: CallOptions];

/** Refusals that a right clock heals. */
const clockCodes = new Set(['signature_expired', 'signature_future']);

export function createApi(options: ApiOptions): Api {
  return async (endpoint, ...[input = {}, callOptions = {}]) => {
    const request = requestOf(endpoint, input);
    const { idempotencyKey = crypto.randomUUID() } = callOptions;
    const attempt = () => send(options, request, idempotencyKey, callOptions);
    let response = await attempt();
    if (response.status === 401 && (await learnClock(options.clock, response.clone()))) response = await attempt();
    for (let times = 1; await isReplayed(response); times += 1) {
      if (times > MOST_REPLAYS) throw unreachable('The connection breaks again and again.', undefined);
      response = await attempt();
    }
    return (await readAnswer(endpoint, response, callOptions.signal)) as ResponseOf<typeof endpoint>;
  };
}

async function send(options: ApiOptions, request: PlainRequest, idempotencyKey: string, call: CallOptions): Promise<Response> {
  const sign = call.signer ?? options.getSigner();
  const headers: Record<string, string> =
    sign === undefined ? {} : await sign(request, { idempotencyKey, nowMs: options.clock.now() });
  const init: RequestInit = { method: request.method, headers, cache: 'no-store', credentials: 'omit' };
  if (request.body.byteLength > 0) init.body = request.body;
  if (call.signal !== undefined) init.signal = call.signal;
  const isOffline = navigator.onLine === false; // a server on this very machine may answer all the same
  try {
    return await options.fetch(request.target, init);
  } catch (error) {
    if (call.signal?.aborted) throw error;
    if (isOffline)
      throw new ApiError(createProblem('offline', 'Nothing was sent, and so nothing was started or changed.'), { cause: error });
    throw unreachable('The browser got no answer from the gateway.', error);
  }
}

function unreachable(what: string, cause: unknown): ApiError {
  return new ApiError(createProblem('engine_unreachable', what, { hint: unreachableHint }), { cause });
}

/** What stands in an answer. The connection may break in the middle of it: then it is as if there was none. */
async function bodyOf<T>(reading: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw unreachable('The connection broke in the middle of the answer.', error);
  }
}

const unreachableHint = 'Check that Sluice is running and that you are online; the page goes on by itself when it is back.';

/** True when the signature was refused for its time and the answer says what the time is. */
async function learnClock(clock: ServerClock, response: Response): Promise<boolean> {
  const refusal = await readProblem(response);
  return clockCodes.has(refusal.code) && clock.learn(refusal.serverTime ?? response.headers.get('date'));
}

/**
 * Whether the gateway has had these very bytes before: a browser whose kept connection breaks sends a request again by itself. What the
 * first of them did is answered by its idempotency key, under a new signature.
 */
async function isReplayed(response: Response): Promise<boolean> {
  return response.status === 401 && (await readProblem(response.clone())).code === 'signature_replayed';
}

/** As many kept connections as a browser has to one server, and each of them may be broken. */
const MOST_REPLAYS = 6;

async function readAnswer(endpoint: Endpoint, response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  if (!response.ok) throw new ApiError(await readProblem(response, signal));
  if (endpoint.responseType !== undefined) return bodyOf(response.blob(), signal);
  if (endpoint.response === undefined) return undefined;
  const body = parseJson(await bodyOf(response.text(), signal));
  const parsed = endpoint.response.safeParse(body);
  if (parsed.success) return parsed.data;
  const format = unreadFormat(body);
  if (format !== undefined) throw new ApiError(newerFormat(format));
  const [first] = parsed.error.issues;
  const place = first === undefined ? '' : ` at ${first.path.join('.') || 'the top'}: ${first.message}`;
  throw new ApiError(
    createProblem('internal', `The answer of ${endpoint.name} does not fit the contract${place}.`, { hint: reloadHint }),
  );
}

const newerFormat = (format: string) =>
  createProblem('document_format_newer', `This workflow is in format ${format}; this editor reads sluice/1.`, {
    hint: 'Reload the page to get the newest editor, or update Sluice. Nothing was changed.',
  });

const reloadHint = 'Reload the page: gateway, engine and editor are probably not of the same version.';

async function readProblem(response: Response, signal?: AbortSignal): Promise<ApiError['problem']> {
  const parsed = problem.safeParse(parseJson(await bodyOf(response.text(), signal)));
  if (parsed.success) return parsed.data;
  return createProblem('internal', `The server answered ${response.status} ${response.statusText}`.trim());
}

/** Undefined for what is no JSON: no schema takes that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
