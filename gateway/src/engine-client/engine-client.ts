import { type ClientRequest, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';
import { PROBLEM_MEDIA_TYPE, SluiceError } from '@sluice/protocol';
import { createCallSigner, SESSION_PATH, type SessionCall, startHandshake } from '@sluice/protocol/signing';
import { createSigner, nodeSessionCrypto, verifyEd25519 } from '@sluice/protocol/signing/node';
import { type Dispatcher, Pool } from 'undici';
import type { EngineAddress, Settings } from '../settings.ts';
import { sessionHeaders } from './session-headers.ts';
import { type CallSigner, SessionKeeper } from './session-keeper.ts';

export interface EngineCall extends SessionCall {
  readonly body: Buffer;
}

export interface EngineAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
}

/** A call whose answer may take as long as a run takes. */
const HEADERS_TIMEOUT_MS = 3_600_000;
/** Each waiting run holds one. */
const MAX_CONNECTIONS = 4096;

/**
 * The way to the engine: keep-alive connections, over a Unix socket or TCP, and the session that every call is signed under.
 * Whether a caller may call at all is decided before, and again by the engine.
 */
export class EngineClient {
  private readonly address: EngineAddress;
  private readonly pool: Pool;
  private readonly sessions: SessionKeeper;

  constructor({ engine, engineDid, gatewayKey }: Pick<Settings, 'engine' | 'engineDid' | 'gatewayKey'>) {
    this.address = engine;
    this.pool = new Pool('socketPath' in engine ? 'http://core-engine' : engine.origin, {
      ...('socketPath' in engine ? { socketPath: engine.socketPath } : {}),
      connections: MAX_CONNECTIONS,
      pipelining: 1,
      headersTimeout: HEADERS_TIMEOUT_MS,
      bodyTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: 60_000,
      connectTimeout: 5_000,
    });
    const gateway = { did: gatewayKey.did, sign: createSigner(gatewayKey.seed) };
    this.sessions = new SessionKeeper(async () => {
      const { hello, finish } = await startHandshake({ gateway, engineDid, verify: verifyEd25519, crypto: nodeSessionCrypto });
      return createCallSigner(finish(await this.sayHello(JSON.stringify(hello))), nodeSessionCrypto);
    });
  }

  /**
   * Calls the engine. A call that it refused because it does not know the session (it was restarted) is made once more under a new
   * one: a refused call had no effect.
   *
   * @throws SluiceError `engine_unreachable`.
   */
  async request(call: EngineCall): Promise<EngineAnswer> {
    const sign = await this.signer();
    const answer = await this.requestOnce(call, sign);
    if (answer.status !== 401) return answer;
    const refusal = await textOf(answer.body);
    if (!isUnknownSession(answer.headers['content-type'], refusal)) throw refused(refusal);
    this.sessions.drop(sign);
    const second = await this.requestOnce(call, await this.signer());
    if (second.status !== 401) return second;
    throw refused(await textOf(second.body));
  }

  /** The session's signer, for `dispatch`: at once when there is one. */
  signer(): Promise<CallSigner> {
    return this.sessions.get().catch((error: unknown) => {
      throw unreachable(error);
    });
  }

  /** As `signer`, undefined instead of a wait. */
  readySigner(): CallSigner | undefined {
    return this.sessions.peek();
  }

  /** The engine said that it does not know the session. */
  dropSession(sign: CallSigner): void {
    this.sessions.drop(sign);
  }

  /** The fast way: the handler gets the answer piece by piece. */
  dispatch(call: EngineCall, sign: CallSigner, handler: Dispatcher.DispatchHandler): void {
    this.pool.dispatch(this.optionsOf(call, sign), handler);
  }

  /** A request that asks the engine to switch to a WebSocket; `headers` are those of the WebSocket handshake. */
  async openUpgrade(call: EngineCall, headers: Readonly<Record<string, string>>): Promise<ClientRequest> {
    const signed = sessionHeaders(call, (await this.signer())(call));
    const { address } = this;
    const options = { method: call.method, path: `${call.path}${call.query}` };
    const request = 'socketPath' in address ? requestHttp({ ...options, ...address }) : requestTo(address.origin, options);
    for (let index = 0; index < signed.length; index += 2)
      request.setHeader(signed[index] as string, signed[index + 1] as string);
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
    return request;
  }

  /** Whether the engine answers, and shakes hands with us. */
  async isReady(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.pool.request({ method: 'GET', path: '/healthz', headersTimeout: 2000 });
      await body.dump();
      await this.signer();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  /** Ends what is under way. */
  async destroy(): Promise<void> {
    await this.pool.destroy();
  }

  private async requestOnce(call: EngineCall, sign: CallSigner): Promise<EngineAnswer> {
    try {
      const { statusCode, headers, body } = await this.pool.request(this.optionsOf(call, sign));
      return { status: statusCode, headers, body };
    } catch (error) {
      throw unreachable(error);
    }
  }

  private optionsOf(call: EngineCall, sign: CallSigner) {
    return {
      method: call.method as Dispatcher.HttpMethod, // any token is one to undici; its type names the usual ones
      path: `${call.path}${call.query}`,
      headers: sessionHeaders(call, sign(call)),
      body: call.body,
    };
  }

  private async sayHello(hello: string): Promise<unknown> {
    const { statusCode, body } = await this.pool.request({
      method: 'POST',
      path: SESSION_PATH,
      headers: { 'content-type': 'application/json' },
      body: hello,
      headersTimeout: 5000,
    });
    const text = await body.text();
    if (statusCode === 200) return JSON.parse(text) as unknown;
    throw refused(text);
  }
}

/** The engine has no quarrel with the caller, whom it knows through us alone; a 401 is about us. */
function refused(problemText: string): SluiceError {
  return new SluiceError('engine_unreachable', `The engine refuses this gateway: ${codeOf(problemText) ?? 'without a code'}.`, {
    hint: "Check SLUICE_ENGINE_DID here, and that this gateway's key is among the engine's trusted gateways.",
    retryAfterMs: 1000,
  });
}

/** Whether a 401 of the engine is about the session, not about the caller. */
export function isUnknownSession(contentType: string | string[] | undefined, text: string): boolean {
  return contentType === PROBLEM_MEDIA_TYPE && codeOf(text) === 'session_unknown';
}

/** A coded error for a connection that failed; what has a code already keeps it. */
export function unreachable(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new SluiceError('engine_unreachable', `The core engine did not answer${why}.`, { cause: error, retryAfterMs: 1000 });
}

function codeOf(problemText: string): string | undefined {
  try {
    const { code } = JSON.parse(problemText) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

function requestTo(origin: string, options: { method: string; path: string }): ClientRequest {
  const url = new URL(options.path, origin);
  return (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
