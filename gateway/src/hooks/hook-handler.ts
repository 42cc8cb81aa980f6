import type { IncomingMessage, ServerResponse } from 'node:http';
import { SluiceError } from '@sluice/protocol';
import { type HookCall, MAX_HOOK_BODY_BYTES } from '@sluice/protocol/channel';
import type { ReceivedRequest } from '@sluice/protocol/signing';
import type { Logger } from 'pino';
import type { EngineClient } from '../engine-client/engine-client.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { logFailure } from '../observe/log-failure.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { Authenticator } from '../requests/authenticator.ts';
import { digestField } from '../requests/digest-field.ts';
import type { IdempotentAnswers } from '../requests/idempotent-answers.ts';
import { readBody } from '../requests/read-body.ts';
import { receivedRequest } from '../requests/received-request.ts';
import { sendProblem } from '../requests/send-problem.ts';
import { headersForTrigger } from './hook-headers.ts';
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

const ROUTE = '/hooks/{path}';

/**
 * Public hooks, any method on `/hooks/<path>`: the hot path, so plain node:http without a framework. The body and the caller's headers
 * go to the engine as they came, over the channel; how a hook is protected the trigger says, and the engine checks. The gateway says
 * who signed, if anybody did.
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
    const body = await readBody(incoming, MAX_HOOK_BODY_BYTES);
    const { actor, role, outcome } = hasSluiceSignature(request) ? await identify(incoming, request, digestField(body)) : nobody;
    const call: HookCall = {
      method: request.method,
      target: `${request.path}${request.query}`,
      requestId,
      actor,
      role,
      outcome,
      headers: headersForTrigger(incoming.headers),
      body,
    };
    const relay = new HookRelay(outgoing, requestId);
    relay.onCallerGone(engine.hooks.send(call, relay));
    return relay.outcome;
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
