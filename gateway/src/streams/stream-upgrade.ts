import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createTicket, decideAccess, SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import type { EngineCall, EngineClient } from '../engine-client/engine-client.ts';
import { hashToken } from '../identity/claim-token.ts';
import type { Principal, Principals } from '../identity/principals.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { logFailure } from '../observe/log-failure.ts';
import type { Metrics } from '../observe/metrics.ts';
import { digestField } from '../requests/digest-field.ts';
import { type ProblemAnswer, problemAnswer } from '../requests/problem-answer.ts';
import type { GatewayStore } from '../storage/ports.ts';
import { apiHeaders } from '../web/security-headers.ts';
import type { OpenStreams, StreamEnd } from './open-streams.ts';
import { spliceStreams } from './splice-streams.ts';

export interface StreamUpgradeOptions {
  readonly engine: EngineClient;
  readonly store: GatewayStore;
  readonly principals: Principals;
  readonly streams: OpenStreams;
  readonly limits: RateLimits;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly createRequestId: () => string;
  /** The origins whose pages may open a stream. */
  readonly origins: () => readonly string[];
  readonly now: () => number;
}

const STREAM_PATH = '/v1/stream';
const nothing = Buffer.alloc(0);
const digestOfNothing = digestField(nothing);

/**
 * `GET /v1/stream?ticket=…` as a WebSocket: checks the page's origin and the ticket, opens the engine's stream on behalf of the
 * ticket's key, and joins the two connections. The frames are the engine's matter; the gateway does not read them.
 */
export function createStreamUpgrade(
  options: StreamUpgradeOptions,
): (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const { engine, store, principals, streams, limits, metrics, log, now } = options;

  return (incoming, socket, head) => {
    const requestId = options.createRequestId();
    socket.on('error', (error) => log.debug({ requestId, err: error }, 'a stream broke off'));
    open(incoming, socket, head, requestId).catch((error: unknown) => {
      const problem = problemAnswer(error, { requestId, now: now() });
      metrics.countRefusal(problem.code);
      logFailure(log, { error, requestId, what: 'a stream was not opened' });
      refuse(socket, problem);
    });
  };

  async function open(incoming: IncomingMessage, socket: Duplex, head: Buffer, requestId: string): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://gateway');
    if (url.pathname !== STREAM_PATH) throw new SluiceError('not_found', `There is no stream at ${url.pathname}.`);
    await limits.takeStream(incoming.socket.remoteAddress ?? '');
    checkOrigin(incoming.headers.origin);
    const holder = await redeemTicket(url.searchParams.get('ticket'));
    streams.checkRoom(holder.did);
    const answer = await askEngine(incoming, callFor(holder, requestId));
    const end = spliceStreams({ client: socket, clientHead: head, ...answer });
    const forget = streams.add(holder.did, end);
    socket.once('close', forget);
    await endIfChanged(holder, end);
    log.info({ requestId, did: holder.did }, 'a stream was opened');
  }

  /** A key that was revoked, replaced or given another role while the engine was asked had no stream yet that could be ended. */
  async function endIfChanged({ did, role }: Principal, end: (reason: StreamEnd) => void): Promise<void> {
    const key = await principals.find(did);
    if (key === undefined || key.revokedAt !== undefined || key.role !== role) end(1008);
  }

  /** A browser always says where a page is from; who says nothing is no browser, and the ticket is all there is to check. */
  function checkOrigin(origin: string | undefined): void {
    if (origin === undefined || options.origins().includes(origin)) return;
    throw new SluiceError('origin_refused', `Pages from ${origin} may not open a stream here.`);
  }

  async function redeemTicket(ticket: string | null): Promise<Principal> {
    const did = ticket === null ? undefined : await store.tickets.redeem(hashToken(ticket), now());
    const holder = did === undefined ? undefined : await principals.find(did);
    if (holder === undefined || holder.revokedAt !== undefined || decideAccess(holder.role, createTicket) === 'refused') {
      throw new SluiceError(
        'ticket_invalid',
        ticket === null ? 'The query has no ticket.' : 'The ticket is unknown, used or expired.',
      );
    }
    return holder;
  }

  /** The engine refuses an upgrade with 401 only when it does not know the session: then once more under a new one. */
  async function askEngine(incoming: IncomingMessage, call: EngineCall): Promise<EngineUpgrade> {
    const first = await upgradeOnce(incoming, call);
    const answer = first.status === 401 ? await upgradeOnce(incoming, call, { isRetry: true }) : first;
    if (answer.upgrade !== undefined) return answer.upgrade;
    throw new SluiceError('engine_unreachable', `The engine did not open the stream: status ${answer.status}.`, {
      retryAfterMs: 1000,
    });
  }

  async function upgradeOnce(
    incoming: IncomingMessage,
    call: EngineCall,
    { isRetry = false } = {},
  ): Promise<{ status: number; upgrade?: EngineUpgrade }> {
    if (isRetry) engine.dropSession(await engine.session());
    const request = await engine.openUpgrade(call, upgradeHeaders(incoming));
    return new Promise((resolve, reject) => {
      request.once('upgrade', (response, engineSocket, engineHead) => {
        const accept = response.headers['sec-websocket-accept'] ?? '';
        const extensions = response.headers['sec-websocket-extensions'];
        resolve({ status: 101, upgrade: { engine: engineSocket, engineHead, accept, extensions } });
      });
      request.once('response', (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      });
      request.once('error', (error) => {
        reject(new SluiceError('engine_unreachable', 'The core engine did not answer.', { cause: error, retryAfterMs: 1000 }));
      });
      request.end();
    });
  }

  function callFor({ did, role }: Principal, requestId: string): EngineCall {
    return {
      method: 'GET',
      path: STREAM_PATH,
      query: '',
      contentType: 'application/json',
      contentDigest: digestOfNothing,
      idempotencyKey: requestId,
      actor: did,
      role,
      outcome: 'verified',
      requestId,
      body: nothing,
    };
  }
}

/** The engine's side of a stream that it has agreed to. */
export interface EngineUpgrade {
  readonly engine: Duplex;
  readonly engineHead: Buffer;
  readonly accept: string;
  readonly extensions: string | undefined;
}

/** The WebSocket handshake of RFC 6455 section 4.1, as the client made it: the engine's answer to its key is the client's. */
function upgradeHeaders({ headers }: IncomingMessage): Record<string, string> {
  const key = headers['sec-websocket-key'];
  if (headers.upgrade?.toLowerCase() !== 'websocket' || typeof key !== 'string' || headers['sec-websocket-version'] !== '13') {
    throw new SluiceError('request_invalid', 'This is not the opening handshake of a WebSocket, version 13.');
  }
  const extensions = headers['sec-websocket-extensions'];
  return {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-key': key,
    'sec-websocket-version': '13',
    ...(extensions === undefined ? {} : { 'sec-websocket-extensions': extensions }),
  };
}

function refuse(socket: Duplex, { status, headers, body }: ProblemAnswer): void {
  const fields = { ...apiHeaders, ...headers, connection: 'close', 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`);
}
