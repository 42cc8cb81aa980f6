import { redeemShareLink, type SharedWorkflow } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { queryClient } from '../../app/query-client.ts';
import { api, serverClock, sessionStore } from '../../app/services.ts';

export interface RedeemInput {
  readonly name: string;
  /** Only where a key is made and the browser cannot keep it by itself. */
  readonly passphrase?: string;
}

export interface Redeemed {
  readonly shared: SharedWorkflow;
  /** Of the key that was made for it; undefined when this browser had one. */
  readonly phrase?: string;
}

/**
 * Opens a share link: with the key of this browser, or else with one that is made now. As with a claim, a new key is kept only after
 * the link was good for it. Who gets the share is who signs (I8); the link says only what it is.
 */
export function useRedeem(secret: string) {
  return useMutation({
    mutationFn: async (input: RedeemInput): Promise<Redeemed> => {
      const isReady = sessionStore.getState().session.phase === 'ready';
      const body = { secret, name: input.name };
      return isReady ? { shared: await api(redeemShareLink, { body }) } : redeemWithNewKey(body, input.passphrase);
    },
    onSuccess: () => queryClient.invalidateQueries(),
  });
}

async function redeemWithNewKey(body: { secret: string; name: string }, passphrase: string | undefined): Promise<Redeemed> {
  const [{ createPhrase }, { recordOfPhrase }] = await Promise.all([
    import('../../keys/phrase.ts'),
    import('../../keys/make-record.ts'),
  ]);
  const phrase = createPhrase();
  const making = { name: body.name, now: serverClock.now(), ...(passphrase === undefined ? {} : { passphrase }) };
  const record = await recordOfPhrase(phrase, making);
  const { signerOf, adopt } = sessionStore.getState();
  const signer = await signerOf(record, passphrase);
  if (signer === undefined) throw new Error('The key that was just made does not open.');
  const shared = await api(redeemShareLink, { body }, { signer });
  await adopt(record, passphrase);
  return { shared, phrase };
}
