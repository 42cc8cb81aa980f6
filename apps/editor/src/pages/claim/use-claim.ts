import { claimOwnership } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { api, serverClock, sessionStore } from '../../app/services.ts';

export interface ClaimInput {
  readonly name: string;
  /** Only where the browser cannot keep the key by itself. */
  readonly passphrase?: string;
}

/**
 * Makes a key, claims ownership with it, and keeps it. The phrase is handed back to be shown; it is never sent, and kept only under
 * a passphrase. The key is kept only after the claim was granted, so that a refused claim leaves nothing behind.
 */
export function useClaim(token: string) {
  return useMutation({
    mutationFn: async ({ name, passphrase }: ClaimInput): Promise<{ phrase: string }> => {
      const [{ createPhrase }, { recordOfPhrase }] = await Promise.all([
        import('../../keys/phrase.ts'),
        import('../../keys/make-record.ts'),
      ]);
      const phrase = createPhrase();
      const making = { name, now: serverClock.now(), ...(passphrase === undefined ? {} : { passphrase }) };
      const record = await recordOfPhrase(phrase, making);
      const { signerOf, adopt } = sessionStore.getState();
      const signer = await signerOf(record, passphrase);
      if (signer === undefined) throw new Error('The key that was just made does not open.');
      await api(claimOwnership, { body: { token, name } }, { signer });
      await adopt(record, passphrase);
      return { phrase };
    },
  });
}
