import { getMe } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { api, serverClock, sessionStore } from '../../app/services.ts';

export interface SignInInput {
  readonly phrase: string;
  /** Only where the browser cannot keep the key by itself. */
  readonly passphrase?: string;
}

/**
 * Makes the key of a phrase this browser's own, once the engine has said that it knows the key. `onKey` learns the key's did
 * before that, so that it can be shown when the engine does not know it.
 */
export function useSignIn(onKey: (did: string) => void) {
  return useMutation({
    mutationFn: async ({ phrase, passphrase }: SignInInput): Promise<void> => {
      const [{ seedOfPhrase }, { adoptSeed }] = await Promise.all([
        import('../../keys/phrase.ts'),
        import('../../keys/adopt-key.ts'),
      ]);
      const seed = new Uint8Array(await seedOfPhrase(phrase));
      const record = await adoptSeed({
        seed,
        name: '',
        now: serverClock.now(),
        ...(passphrase === undefined ? {} : { passphrase }),
      });
      onKey(record.did);
      const { signerOf, adopt } = sessionStore.getState();
      const signer = await signerOf(record, passphrase);
      if (signer === undefined) throw new Error('The key that was just made does not open.');
      const me = await api(getMe, {}, { signer });
      await adopt({ ...record, name: me.name }, passphrase);
    },
  });
}
