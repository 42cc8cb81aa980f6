import { getMe } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { api, serverClock, sessionStore } from '../../app/services.ts';
import type { KeyRecord } from '../../keys/key-record.ts';

/** A recovery phrase, with a passphrase where one is needed or wanted; or an encrypted key file and what opens it. */
export type SignInInput =
  | { readonly phrase: string; readonly passphrase?: string }
  | { readonly file: string; readonly passphrase: string };

/**
 * Makes the key of a phrase or file this browser's own, once the engine has said that it knows the key. `onKey` learns the key's did
 * before that, so that it can be shown when the engine does not know it.
 */
export function useSignIn(onKey: (did: string) => void) {
  return useMutation({
    mutationFn: async (input: SignInInput): Promise<void> => {
      const record = await recordOf(input);
      onKey(record.did);
      const { signerOf, adopt } = sessionStore.getState();
      const signer = await signerOf(record, input.passphrase);
      if (signer === undefined) throw new Error('The key that was just made does not open.');
      const me = await api(getMe, {}, { signer });
      await adopt({ ...record, name: me.name }, input.passphrase);
    },
  });
}

async function recordOf(input: SignInInput): Promise<KeyRecord> {
  const { recordOfFile, recordOfPhrase } = await import('../../keys/make-record.ts');
  const making = { name: '', now: serverClock.now() };
  if ('file' in input) return recordOfFile(input.file, { ...making, passphrase: input.passphrase });
  const { phrase, passphrase } = input;
  return recordOfPhrase(phrase, { ...making, ...(passphrase === undefined ? {} : { passphrase }) });
}
