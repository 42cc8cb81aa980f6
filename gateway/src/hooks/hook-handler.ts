import type { IncomingMessage, ServerResponse } from 'node:http';
import { SluiceError } from '@sluice/protocol';
import type { ReceivedRequest } from '@sluice/protocol/signing';
import type { Logger } from 'pino';
import type { EngineCall, EngineClient } from '../engine-client/engine-client.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { logFailure } from '../observe/log-failure.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Authenticator } from '../requests/authenticator.ts';
import { digestField } from '../requests/digest-field.ts';
import type { IdempotentAnswers } from '../requests/idempotent-answers.ts';
import { readBody } from '../requests/read-body.ts';
import { receivedRequest } from '../requests/received-request.ts';
import { sendProblem } from '../requests/send-problem.ts';
import { encodeHookHeaders } from './hook-headers.ts';
import { HookRelay } from './hook-relay.ts';
import { type HookCaller, hasSluiceSignature, identifyHookCaller } from './identify-hook-caller.ts';

export interface HookHandlerOptions {
  readonly engine: EngineClient;
  readonly gatewayDid: string;
  readonly authenticator: Authenticator;
  readonly answers: IdempotentAnswers;
  readonly limits: RateLimits;
  readonly metrics: Metrics;
  readonly createRequestId: () => string;
  readonly log: Logger;
  readonly now: () => number;
}

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;
const ROUTE = '/hooks/{path}';

/**
 * Public hooks, any method on `/hooks/<path>`: the hot path, so plain node:http without a framework. The body and the caller's headers
 * go to the engine as they came, under the session's MAC; how a hook is protected the trigger says, and the engine checks. The
 * gateway says who signed, if anybody did.
 */
export function createHookHandler(options: HookHandlerOptions): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const { engine, gatewayDid, limits, metrics, log, now } = options;
  const nobody: HookCaller = { actor: gatewayDid, role: 'none', outcome: 'public' };

  return (incoming, outgoing) => {
    const startedAt = performance.now();
    const requestId = options.createRequestId();
    const count = (status: number) => {
      const durationMs = performance.now() - startedAt;
      metrics.countRequest({ route: ROUTE, method: incoming.method ?? '', status, durationMs });
      log.debug({ requestId, method: incoming.method, route: ROUTE, status, durationMs }, 'hook');
    };
    answer(incoming, outgoing, requestId).then(count, (error: unknown) => {
      const problem = sendProblem({ incoming, outgoing, error, requestId, now: now() });
      metrics.countRefusal(problem.code);
      count(problem.status);
      logFailure(log, { error, requestId, what: 'a hook was not answered' });
    });
  };

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse, requestId: string): Promise<number> {
    if (incoming.method === 'TRACE') throw new SluiceError('method_not_allowed', 'TRACE is not allowed on hooks.');
    if (limits.limitsHooks) await limits.takeHook(incoming.socket.remoteAddress ?? '');
    const request = receivedRequest(incoming);
    const body = await readBody(incoming, BODY_LIMIT_BYTES);
    const contentDigest = digestField(body);
    const caller = hasSluiceSignature(request) ? await identify(incoming, request, contentDigest) : nobody;
    const { method, path, query, headers } = request;
    const call: EngineCall = {
      method,
      path,
      query,
      contentType: headers['content-type'] ?? 'application/octet-stream',
      contentDigest,
      idempotencyKey: headers['idempotency-key'] ?? requestId,
      actor: caller.actor,
      role: caller.role,
      outcome: caller.outcome,
      requestId,
      hookHeaders: encodeHookHeaders(incoming.headers),
      body,
    };
    return relay(call, outgoing);
  }

  /** A call that the engine refused because it does not know the session had no effect, and is made once more under a new one. */
  async function relay(call: EngineCall, outgoing: ServerResponse): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      const sign = engine.readySigner() ?? (await engine.signer());
      const handler = new HookRelay(outgoing, call.requestId);
      engine.dispatch(call, sign, handler);
      const outcome = await handler.outcome;
      if (outcome.kind === 'answered') return outcome.status;
      engine.dropSession(sign);
      if (attempt > 1)
        throw new SluiceError('engine_unreachable', 'The engine does not take our sessions.', { retryAfterMs: 1000 });
    }
  }

  async function identify(incoming: IncomingMessage, request: ReceivedRequest, digest: string): Promise<HookCaller> {
    const address = incoming.socket.remoteAddress ?? '';
    await limits.checkRefusals(address);
    const { authenticator, answers } = options;
    const caller = await identifyHookCaller(request, { digest, gatewayDid, authenticator, answers });
    if (caller.outcome !== 'verified') {
      metrics.countRefusal(caller.outcome);
      await limits.noteRefusal(address);
    }
    return caller;
  }
}
