import { SluiceError } from '@sluice/protocol';
import type { HookCall } from '@sluice/protocol/channel';
import type { Logger } from 'pino';
import { type HookRequest, parseHookTarget } from '../../triggers/webhook/hook-request.ts';
import type { HookService } from '../../triggers/webhook/hook-service.ts';
import { problemAnswer, type TextAnswer } from '../problem-answer.ts';

/** Answers one call of a public hook; what is thrown becomes a problem document. */
export async function answerHookCall(call: HookCall, { hooks, log }: { hooks: HookService; log: Logger }): Promise<TextAnswer> {
  const { method, target, headers, body } = call;
  try {
    const place = parseHookTarget(target);
    if (place === undefined) throw new SluiceError('not_found', `There is nothing at ${target}.`);
    return await hooks.answer({ method, ...place, headers, body, ...signerOf(call) });
  } catch (error) {
    if (!(error instanceof SluiceError))
      log.error({ err: error, method, path: target.split('?')[0], requestId: call.requestId }, 'a hook failed');
    return problemAnswer(error);
  }
}

function signerOf({ outcome, actor, role }: HookCall): Pick<HookRequest, 'actor' | 'isRegistered' | 'signatureFault'> {
  if (outcome === 'verified') return { actor, isRegistered: role !== 'none' };
  return outcome === 'public' ? {} : { signatureFault: outcome };
}
