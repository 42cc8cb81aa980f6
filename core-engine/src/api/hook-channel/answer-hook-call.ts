import { SluiceError } from '@sluice/protocol';
import type { HookCall } from '@sluice/protocol/channel';
import type { Logger } from 'pino';
import { parseHookTarget } from '../../triggers/webhook/hook-request.ts';
import type { HookService } from '../../triggers/webhook/hook-service.ts';
import { problemAnswer, type TextAnswer } from '../problem-answer.ts';

/** Answers one call of a public hook; what is thrown becomes a problem document. */
export async function answerHookCall(call: HookCall, { hooks, log }: { hooks: HookService; log: Logger }): Promise<TextAnswer> {
  const { method, target, headers, body, outcome, actor } = call;
  try {
    const place = parseHookTarget(target);
    if (place === undefined) throw new SluiceError('not_found', `There is nothing at ${target}.`);
    const signer = outcome === 'verified' ? { actor } : {};
    return await hooks.answer({ method, ...place, headers, body, ...signer });
  } catch (error) {
    if (!(error instanceof SluiceError))
      log.error({ err: error, method, path: target.split('?')[0], requestId: call.requestId }, 'a hook failed');
    return problemAnswer(error);
  }
}
