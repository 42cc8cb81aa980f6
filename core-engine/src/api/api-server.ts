import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { decideAccess, SluiceError } from '@sluice/protocol';
import { SESSION_PATH } from '@sluice/protocol/signing';
import type { Logger } from 'pino';
import type { Sight } from '../sharing/share-access.ts';
import type { GatewaySessions, SessionCaller } from './gateway-session/index.ts';
import { parseRequest } from './parse-request.ts';
import { problemAnswer } from './problem-answer.ts';
import { readBody } from './read-body.ts';
import type { Route } from './route.ts';
import { createRouteTable } from './route-table.ts';
import type { EngineServices } from './services.ts';

export interface ApiServerOptions {
  readonly routes: readonly Route[];
  readonly services: EngineServices;
  /** Says which gateway calls, and on whose behalf (I8, I9). */
  readonly sessions: GatewaySessions;
  readonly log: Logger;
}

const DEFAULT_LIMIT_BYTES = 1024 * 1024;

/** The strict API of the private process: the contract's engine endpoints and the gateway's handshake; all else is refused (I9). */
export function createApiServer(options: ApiServerOptions): Server {
  const table = createRouteTable(options.routes);
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendProblem(request, response, error));
  });
  server.keepAliveTimeout = 75_000;
  return server;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = request.url ?? '/';
    const method = request.method ?? 'GET';
    if (target === '/healthz') return send(response, 200, { 'content-type': 'application/json' }, '{"status":"ok"}');
    if (target === SESSION_PATH && method === 'POST') {
      const welcome = await options.sessions.handshake(await readBody(request, DEFAULT_LIMIT_BYTES));
      return send(response, 200, { 'content-type': 'application/json' }, welcome);
    }
    return answerRoute(request, response, method, target);
  }

  async function answerRoute(request: IncomingMessage, response: ServerResponse, method: string, target: string): Promise<void> {
    const opened = options.sessions.open({ method, target, headers: request.headers });
    const url = new URL(target, 'http://engine');
    const { route, params } = table.find(method, url.pathname);
    const { endpoint } = route;
    const { caller } = opened;
    const sight = await admit(route, params, caller);
    const body = await readBody(request, endpoint.bodyLimitBytes ?? DEFAULT_LIMIT_BYTES);
    opened.checkBody(body);
    const parsed = parseRequest(endpoint, { params, query: url.searchParams, body });
    // The schemas of this very endpoint made them; `route()` is where the types were checked.
    const result = await route.handle({
      ...(parsed as { params: undefined; query: undefined; body: undefined }),
      caller,
      sight,
      services: options.services,
    });
    const status = endpoint.status ?? 200;
    if (endpoint.responseType !== undefined)
      return send(response, status, { 'content-type': endpoint.responseType }, (result as { bytes: Uint8Array }).bytes);
    if (status === 204) return send(response, status, {}, '');
    return send(response, status, { 'content-type': 'application/json' }, JSON.stringify(result));
  }

  /** Whether the caller may do this, and what there is for the caller to see (I9: the gateway has asked the first part already). */
  async function admit({ endpoint }: Route, params: Readonly<Record<string, string>>, caller: SessionCaller): Promise<Sight> {
    const { shared } = endpoint;
    const decision = decideAccess(caller.role, endpoint);
    if (decision === 'by-role') return 'everything';
    if (decision === 'by-share' && shared !== undefined)
      return options.services.access.admit(caller, { ...endpoint, shared }, params);
    throw new SluiceError('role_insufficient', `${endpoint.name} needs the role ${endpoint.access}; this key is ${caller.role}.`);
  }

  function sendProblem(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (!(error instanceof SluiceError))
      options.log.error({ err: error, method: request.method, path: request.url?.split('?')[0] }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, headers, body } = problemAnswer(error);
    send(response, status, headers, body);
  }
}

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, status === 204 ? headers : { ...headers, 'content-length': length });
  // A text goes out in one piece with the headers.
  response.end(body);
}
