import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener, RequestError } from '@hono/node-server';
import { SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import type { GatewayServices } from './endpoints/gateway-route.ts';
import { gatewayRoutes } from './endpoints/index.ts';
import { EngineClient } from './engine-client/engine-client.ts';
import { createHookHandler } from './hooks/hook-handler.ts';
import { createClaimToken } from './identity/claim-token.ts';
import { createDescriptor } from './identity/descriptor.ts';
import { Guests } from './identity/guests.ts';
import { createHandOver } from './identity/hand-over-shares.ts';
import { createFindInSight } from './identity/people-in-sight.ts';
import { Principals } from './identity/principals.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { Metrics } from './observe/metrics.ts';
import { createRequestIds } from './observe/request-ids.ts';
import { createAnswerSigner } from './requests/answer-signer.ts';
import { createApiHandler } from './requests/api-handler.ts';
import { Authenticator } from './requests/authenticator.ts';
import { IdempotentAnswers } from './requests/idempotent-answers.ts';
import { problemAnswer } from './requests/problem-answer.ts';
import { sendProblem } from './requests/send-problem.ts';
import { type GatewayNames, gatewayNames } from './server/authorities.ts';
import { createHttpApp } from './server/http-app.ts';
import { ambiguity, answerOnSocket, malformed } from './server/malformed-requests.ts';
import type { Settings } from './settings.ts';
import type { GatewayStore } from './storage/ports.ts';
import { openSqliteStore } from './storage/sqlite/open-sqlite-store.ts';
import { OpenStreams } from './streams/open-streams.ts';
import { createStreamUpgrade } from './streams/stream-upgrade.ts';
import { apiHeaders } from './web/security-headers.ts';
import { StaticFiles } from './web/static-files.ts';

export interface GatewayOptions {
  readonly settings: Settings;
  readonly version: string;
  readonly log: Logger;
  /** ms since the epoch; by default the machine's clock. */
  readonly now?: () => number;
}

export interface RunningGateway {
  /** The main address. */
  readonly url: string;
  readonly port: number;
  /** The one-time link by which somebody becomes owner; present until there is one. */
  readonly claimUrl: string | undefined;
  /** Takes nothing new, lets what is under way end for some seconds, and closes. */
  close(): Promise<void>;
}

const SWEEP_EVERY_MS = 30_000;
const CLOSE_PATIENCE_MS = 8_000;
const CLOSE_IDLE_EVERY_MS = 20;
/** Longer than a proxy in front of us keeps its connections. */
const KEEP_ALIVE_MS = 75_000;

/**
 * The public process, put together: who are you, may you, how fast. It sees documents and runs only as bytes on their way to the
 * engine, and acts on nobody's behalf whose signature it has not checked.
 *
 * @throws SluiceError `port_in_use`, `database_newer` and what else the database or the address may refuse with.
 */
export async function startGateway({ settings, version, log, now = Date.now }: GatewayOptions): Promise<RunningGateway> {
  const store = openSqliteStore(join(settings.home, 'gateway.db'));
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    joinDuplicateHeaders: true, // so that a signature covers all that is there
    requireHostHeader: false, // ours to say, with a code
  });
  try {
    const port = await listen(server, settings);
    const names = gatewayNames(settings, port);
    return await serve({ settings, version, log, now, store, server, port, names });
  } catch (error) {
    server.close();
    await store.close();
    throw error;
  }
}

interface Parts extends Required<GatewayOptions> {
  readonly store: GatewayStore;
  readonly server: Server;
  readonly port: number;
  readonly names: GatewayNames;
}

async function serve({ settings, version, log, now, store, server, port, names }: Parts): Promise<RunningGateway> {
  const metrics = new Metrics();
  const engine = new EngineClient(settings, log);
  const principals = new Principals({ registry: store.keys, localKeys: settings.localKeys, startedAt: now() });
  const authorities = () => names.authorities;
  const guests = new Guests({ principals, registry: store.keys, now });
  const authenticator = new Authenticator({ principals, authorities, now });
  const answers = new IdempotentAnswers(store.admissions, now);
  const limits = new RateLimits(settings);
  const streams = new OpenStreams(metrics);
  const createRequestId = createRequestIds();
  const origins = () => names.origins;
  const common = {
    engine,
    store,
    principals,
    guests,
    authenticator,
    answers,
    limits,
    streams,
    metrics,
    log,
    now,
    createRequestId,
    origins,
  };

  const describe = createDescriptor({ settings, url: names.url, version, now });
  const handOver = createHandOver(engine, createRequestId);
  const services: GatewayServices = {
    store,
    principals,
    limits,
    streams,
    authorities,
    handOver,
    findInSight: createFindInSight(engine, createRequestId),
    describe,
    settings,
    version,
    now,
  };
  const answerApi = createApiHandler({ ...common, routes: gatewayRoutes, services });
  const files = new StaticFiles(settings.editorFolder);
  const app = createHttpApp({ ...common, answerApi, signAnswer: createAnswerSigner(settings.gatewayKey, now), files, version });
  const unreadable = (error: unknown) => {
    const isOurs = error instanceof RequestError;
    const problem = isOurs ? new SluiceError('request_malformed', 'The request target is no address.') : error;
    const { status, headers, body } = problemAnswer(problem, { requestId: createRequestId(), now: now() });
    return new Response(body, { status, headers: { ...apiHeaders, ...headers } });
  };
  const answerRest = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: unreadable });
  const answerHook = createHookHandler({ ...common, gatewayDid: settings.gatewayKey.did });
  server.on('clientError', (error, socket) => {
    const problem = malformed(error, socket);
    if (problem === undefined) socket.destroy();
    else metrics.countRefusal(answerOnSocket(socket, problem, { requestId: createRequestId(), now: now() }));
  });
  server.on('request', (incoming, outgoing) => {
    const error = ambiguity(incoming);
    if (error !== undefined) {
      metrics.countRefusal(error.code);
      sendProblem({ incoming, outgoing, error, requestId: createRequestId(), now: now() });
    } else if (incoming.url?.startsWith('/hooks/') === true) answerHook(incoming, outgoing);
    else void answerRest(incoming, outgoing);
  });
  server.on('upgrade', createStreamUpgrade(common));

  const token = await createClaimToken(store, now());
  const sweep = async () => {
    await principals.flushUse();
    await store.sweep(now());
  };
  const timer = setInterval(
    () => sweep().catch((error: unknown) => log.error({ err: error }, 'the sweep failed')),
    SWEEP_EVERY_MS,
  );
  timer.unref();

  const close = async () => {
    clearInterval(timer);
    streams.closeAll();
    await closeServer(server);
    await engine.destroy();
    await principals.flushUse();
    await store.close();
  };
  return { url: names.url, port, claimUrl: token === undefined ? undefined : `${names.url}/claim#${token}`, close };
}

/** The port that it listens on. */
function listen(server: Server, { host, port }: Settings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => resolve((server.address() as AddressInfo).port));
  });
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new SluiceError(
      'port_in_use',
      `Port ${port} on ${host} is in use by another program. Stop it, or set SLUICE_PORT to another port.`,
    );
  }
  const detail = `SLUICE_HOST, SLUICE_PORT: cannot listen on ${host}:${port} (${error.code ?? error.message})`;
  return new SluiceError('setting_invalid', detail, { cause: error });
}

/** Open connections may end what they are at; each is closed as soon as it is idle, and cut when it takes too long. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS);
    const patience = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(patience);
      resolve();
    });
  });
}
