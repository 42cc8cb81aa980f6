import { Readable } from 'node:stream';
import type { HttpBindings } from '@hono/node-server';
import { SluiceError } from '@sluice/protocol';
import { createOpenApi } from '@sluice/protocol/openapi';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { EngineClient } from '../engine-client/engine-client.ts';
import { logFailure } from '../observe/log-failure.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { AnswerSigner } from '../requests/answer-signer.ts';
import type { ApiAnswer, RequestTrace } from '../requests/api-handler.ts';
import { compressAnswer } from '../requests/compress-answer.ts';
import { problemAnswer } from '../requests/problem-answer.ts';
import { discardRest } from '../requests/send-problem.ts';
import type { GatewayStore } from '../storage/ports.ts';
import { renderDocsPage } from '../web/docs-page.ts';
import { apiHeaders, pageHeaders } from '../web/security-headers.ts';
import type { StaticFiles } from '../web/static-files.ts';
import { serveWebApp } from '../web/web-app.ts';
import { webStreamOf } from './web-stream-of.ts';

export interface HttpAppOptions {
  readonly answerApi: (incoming: HttpBindings['incoming'], trace: RequestTrace) => Promise<ApiAnswer>;
  readonly signAnswer: AnswerSigner;
  readonly engine: EngineClient;
  readonly store: GatewayStore;
  readonly metrics: Metrics;
  readonly files: StaticFiles;
  readonly origins: () => readonly string[];
  readonly version: string;
  readonly createRequestId: () => string;
  readonly log: Logger;
  readonly now: () => number;
}

type App = { Bindings: HttpBindings; Variables: { trace: RequestTrace } };

/** Everything over HTTP but hooks and streams: the API, health, metrics, the contract to read, and the web app. */
export function createHttpApp(options: HttpAppOptions): Hono<App> {
  const { metrics, log, files, origins, now } = options;
  const app = new Hono<App>();
  const openApi = once(() => createOpenApi({ version: options.version }));
  const openApiText = once(() => JSON.stringify(openApi()));
  const docsPage = once(() => renderDocsPage(openApi()));

  app.use(async (context, next) => {
    const startedAt = performance.now();
    const trace: RequestTrace = { requestId: options.createRequestId(), route: 'unknown', did: undefined, toSign: undefined };
    context.set('trace', trace);
    await next();
    const { status } = context.res;
    const { requestId, route, did } = trace;
    const durationMs = performance.now() - startedAt;
    metrics.countRequest({ route, method: context.req.method, status, durationMs });
    log.info(
      { requestId, method: context.req.method, route, status, durationMs: Math.round(durationMs * 10) / 10, did },
      'request',
    );
  });

  app.onError(async (error, context) => {
    const { requestId, toSign } = context.get('trace');
    const problem = problemAnswer(error, { requestId, now: now() });
    metrics.countRefusal(problem.code);
    logFailure(log, { error, requestId, what: 'a request was not answered' });
    const { incoming } = context.env;
    if (!incoming.complete) discardRest(incoming);
    const { status, headers, body } = problem;
    return responseOf(await options.signAnswer({ status, headers, body: Buffer.from(body) }, toSign), requestId);
  });

  app.get('/healthz', (context) => sendJson(context, '/healthz', 200, '{"status":"ok"}'));

  app.get('/readyz', async (context) => {
    const [database, engine] = await Promise.all([isFulfilled(options.store.check()), options.engine.isReady()]);
    const status = database && engine ? 'ok' : 'unavailable';
    return sendJson(context, '/readyz', status === 'ok' ? 200 : 503, JSON.stringify({ status, database, engine }));
  });

  app.get('/metrics', async (context) => {
    context.get('trace').route = '/metrics';
    return context.body(await metrics.text(), 200, { ...apiHeaders, 'content-type': metrics.contentType });
  });

  app.get('/v1/openapi.json', (context) => sendJson(context, '/v1/openapi.json', 200, openApiText()));

  app.get('/docs', (context) => {
    context.get('trace').route = '/docs';
    return context.html(docsPage(), 200, pageHeaders(origins()));
  });

  for (const prefix of ['/v1', '/v1/*', '/mesh/*', '/hooks', '/.well-known/*']) {
    app.all(prefix, async (context) => {
      const trace = context.get('trace');
      const answer = await options.answerApi(context.env.incoming, trace);
      const signed = await options.signAnswer(answer, trace.toSign);
      const sent = trace.toSign === undefined ? compressAnswer(signed, context.req.header('accept-encoding')) : signed;
      return responseOf(sent, trace.requestId);
    });
  }

  app.get('*', (context) => {
    context.get('trace').route = 'web app';
    return serveWebApp(context, files, origins());
  });

  app.notFound((context) => {
    const { method, path } = context.req;
    throw new SluiceError('not_found', `There is nothing for ${method} at ${path}.`);
  });

  return app;
}

function sendJson(context: Context<App>, route: string, status: 200 | 503, body: string): Response {
  context.get('trace').route = route;
  return context.body(body, status, { ...apiHeaders, 'content-type': 'application/json' });
}

function responseOf({ status, headers, body }: ApiAnswer, requestId: string): Response {
  const isEmpty = status === 204 || status === 304;
  const content = body instanceof Readable ? webStreamOf(body) : new Uint8Array(body);
  return new Response(isEmpty ? null : content, {
    status,
    headers: { ...apiHeaders, ...headers, 'sluice-request-id': requestId },
  });
}

async function isFulfilled(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}

function once<T>(create: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: create() };
    return made.value;
  };
}
