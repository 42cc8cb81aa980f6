import type { Role } from '@sluice/protocol';
import { SluiceError } from '@sluice/protocol';
import { checkContentDigest, type ReceivedRequest, type SignatureOutcome } from '@sluice/protocol/signing';
import type { Authenticator } from '../requests/authenticator.ts';
import type { IdempotentAnswers } from '../requests/idempotent-answers.ts';

/** On whose behalf the gateway calls a hook. */
export interface HookCaller {
  readonly actor: string;
  readonly role: Role | 'none';
  readonly outcome: SignatureOutcome;
}

/** Whether the caller signed by our profile; signatures under other labels are between the caller and the workflow. */
export function hasSluiceSignature({ headers }: ReceivedRequest): boolean {
  return headers['signature-input']?.startsWith('sluice=') === true;
}

/**
 * Checks a hook caller's signature. Any good key will do, registered or not: which ones a trigger takes is the engine's to say, and so
 * is what becomes of a caller whose signature is wrong.
 */
export async function identifyHookCaller(
  request: ReceivedRequest,
  options: { digest: string; gatewayDid: string; authenticator: Authenticator; answers: IdempotentAnswers },
): Promise<HookCaller> {
  const { digest, gatewayDid, authenticator, answers } = options;
  try {
    const { did, principal, claimed } = await authenticator.authenticate(request, { mayBeUnknown: true });
    checkContentDigest(claimed.contentDigest, digest);
    await answers.admit(claimed);
    return { actor: did, role: principal?.role ?? 'none', outcome: 'verified' };
  } catch (error) {
    if (!(error instanceof SluiceError) || error.status >= 500) throw error;
    return { actor: gatewayDid, role: 'none', outcome: error.code };
  }
}
