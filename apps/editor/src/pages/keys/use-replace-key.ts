import { rotateKey } from '@sluice/protocol';
import { createNonce, signKeyRotation } from '@sluice/protocol/signing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, serverClock, sessionStore, stream } from '../../app/services.ts';
import { announceKeyChange } from '../../keys/key-changes.ts';
import { openKey } from '../../keys/open-key.ts';

interface Replacing {
  /** The new key's, written down before. */
  readonly phrase: string;
  readonly passphrase?: string;
}

/**
 * Lets a new key take over from this browser's one at the engine, then signs with it here. When the answer is lost, the same call
 * once more has the same effect; should the page be gone by then, the new phrase signs in.
 */
export function useReplaceKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ phrase, passphrase }: Replacing): Promise<void> => {
      const { session, adopt } = sessionStore.getState();
      if (session.phase !== 'ready') throw new Error('There is no key in this browser to replace.');
      const { recordOfPhrase } = await import('../../keys/make-record.ts');
      const making = { name: session.name, now: serverClock.now(), ...(passphrase === undefined ? {} : { passphrase }) };
      const record = await recordOfPhrase(phrase, making);
      const sign = await openKey(record, passphrase);
      if (sign === undefined) throw new Error('The key that was just made does not open.');
      const nonce = createNonce(crypto.getRandomValues(new Uint8Array(16)));
      const rotation = await signKeyRotation(
        { from: session.did, to: record.did, audience: window.location.host, nonce },
        { sign, now: serverClock.now() },
      );
      await api(rotateKey, { body: { rotation } });
      await adopt(record, passphrase);
      announceKeyChange();
      stream.retryNow();
    },
    onSuccess: () => client.invalidateQueries(),
  });
}
