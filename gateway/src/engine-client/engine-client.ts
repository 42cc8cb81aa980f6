import type { ClientRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { PROBLEM_MEDIA_TYPE } from '@sluice/protocol';
import { createFrameKey } from '@sluice/protocol/channel';
import { createCallSigner, SESSION_PATH, type SessionCall, startHandshake } from '@sluice/protocol/signing';
import { createSigner, nodeSessionCrypto, verifyEd25519 } from '@sluice/protocol/signing/node';
import type { Logger } from 'pino';
import { type Dispatcher, Pool } from 'undici';
import type { EngineAddress, Settings } from '../settings.ts';
import { HookCalls } from './hook-calls.ts';
import { sessionHeaders } from './session-headers.ts';
import { type EngineSession, SessionKeeper } from './session-keeper.ts';
import { refusedUs, unreachable } from './unreachable.ts';
import { createUpgradeRequest } from './upgrade-request.ts';

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
/** Each call that waits for a run holds one. */
const MAX_CONNECTIONS = 4096;

/**
 * The way to the engine, over a Unix socket or TCP: keep-alive connections for the API, one channel for public hooks, and the session
 * that both go under.
 * Whether a caller may call at all is decided before, and again by the engine.
 */
export class EngineClient {
  readonly hooks: HookCalls;
  private readonly address: EngineAddress;
  private readonly pool: Pool;
  private readonly sessions: SessionKeeper;

  constructor({ engine, engineDid, gatewayKey }: Pick<Settings, 'engine' | 'engineDid' | 'gatewayKey'>, log: Logger) {
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
      const session = finish(await this.sayHello(JSON.stringify(hello)));
      return { sign: createCallSigner(session, nodeSessionCrypto), frameKey: createFrameKey(session) };
    });
    this.hooks = new HookCalls({ address: engine, sessions: this.sessions, log });
  }

  /**
   * Calls the engine. A call that it refused because it does not know the session (it was restarted) is made once more under a new
   * one: a refused call had no effect.
   *
   * @throws SluiceError `engine_unreachable`.
   */
  async request(call: EngineCall): Promise<EngineAnswer> {
    const session = await this.session();
    const answer = await this.requestOnce(call, session);
    if (answer.status !== 401) return answer;
    const refusal = await textOf(answer.body);
    if (!isUnknownSession(answer.headers['content-type'], refusal)) throw refusedUs(codeOf(refusal));
    this.sessions.drop(session);
    const second = await this.requestOnce(call, await this.session());
    if (second.status !== 401) return second;
    throw refusedUs(codeOf(await textOf(second.body)));
  }

  /** The session in use: at once when there is one. */
  session(): Promise<EngineSession> {
    return this.sessions.get().catch((error: unknown) => {
      throw unreachable(error);
    });
  }

  /** The engine said that it does not know the session. */
  dropSession(session: EngineSession): void {
    this.sessions.drop(session);
  }

  /** A request that asks the engine to switch to a WebSocket; `headers` are those of the WebSocket handshake. */
  async openUpgrade(call: EngineCall, headers: Readonly<Record<string, string>>): Promise<ClientRequest> {
    const { sign } = await this.session();
    const signed = sessionHeaders(call, sign(call));
    const request = createUpgradeRequest(this.address, { path: `${call.path}${call.query}`, headers });
    for (let index = 0; index < signed.length; index += 2)
      request.setHeader(signed[index] as string, signed[index + 1] as string);
    return request;
  }

  /** Whether the engine answers, and shakes hands with us. */
  async isReady(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.pool.request({ method: 'GET', path: '/healthz', headersTimeout: 2000 });
      await body.dump();
      await this.session();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  /** Ends what is under way. */
  async destroy(): Promise<void> {
    this.hooks.destroy();
    await this.pool.destroy();
  }

  private async requestOnce(call: EngineCall, session: EngineSession): Promise<EngineAnswer> {
    try {
      const { statusCode, headers, body } = await this.pool.request(this.optionsOf(call, session));
      return { status: statusCode, headers, body };
    } catch (error) {
      throw unreachable(error);
    }
  }

  private optionsOf(call: EngineCall, { sign }: EngineSession) {
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
    throw refusedUs(codeOf(text));
  }
}

/** Whether a 401 of the engine is about the session, not about the caller. */
function isUnknownSession(contentType: string | string[] | undefined, text: string): boolean {
  return contentType === PROBLEM_MEDIA_TYPE && codeOf(text) === 'session_unknown';
}

function codeOf(problemText: string): string | undefined {
  try {
    const { code } = JSON.parse(problemText) as { code?: unknown };
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
