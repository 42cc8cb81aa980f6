import type { HookCall } from '@sluice/protocol/channel';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { HookRequest } from '../../triggers/webhook/hook-request.ts';
import type { HookService } from '../../triggers/webhook/hook-service.ts';
import { answerHookCall } from './answer-hook-call.ts';

const log = pino({ level: 'silent' });
const body = new Uint8Array();
const call = (signer: Pick<HookCall, 'actor' | 'role' | 'outcome'>): HookCall => ({
  ...{ method: 'POST', target: '/hooks/orders', requestId: 'r', headers: {}, body },
  ...signer,
});

async function asked(signer: Pick<HookCall, 'actor' | 'role' | 'outcome'>): Promise<HookRequest> {
  const { promise, resolve } = Promise.withResolvers<HookRequest>();
  const answer = async (request: HookRequest) => {
    resolve(request);
    return { status: 200, headers: {}, body: '' };
  };
  await answerHookCall(call(signer), { hooks: { answer } as unknown as HookService, log }); // nothing else of it is called
  return promise;
}

describe('a call of a hook', () => {
  it('is told apart by who signed it: a registered key, a stranger, somebody wrongly, nobody', async () => {
    const did = 'did:key:a';
    expect(await asked({ actor: did, role: 'viewer', outcome: 'verified' })).toMatchObject({ actor: did, isRegistered: true });
    expect(await asked({ actor: did, role: 'none', outcome: 'verified' })).toMatchObject({ actor: did, isRegistered: false });
    const faulty = await asked({ actor: 'did:key:gateway', role: 'none', outcome: 'signature_expired' });
    expect(faulty).toMatchObject({ signatureFault: 'signature_expired' });
    expect(faulty).not.toHaveProperty('actor');
    expect(await asked({ actor: 'did:key:gateway', role: 'none', outcome: 'public' })).toEqual({
      ...{ method: 'POST', path: 'orders', query: '', headers: {}, body },
    });
  });
});
