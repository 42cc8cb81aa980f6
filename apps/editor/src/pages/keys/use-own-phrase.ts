import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionStore } from '../../app/services.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type { PhraseProblem } from '../../keys/phrase.ts';

/** Why the words of this browser's key are not to be had with what was typed. */
export type PhraseRefusal = PhraseProblem | { readonly kind: 'wrong-passphrase' } | { readonly kind: 'other-key' };

/** What is typed to get at the phrase: the passphrase of the kept copy, or the phrase itself. */
export type PhraseSource = { readonly passphrase: string } | { readonly phrase: string };

/** Gets the phrase of this browser's key, and does something with it; `refusal` says why it could not be had. */
export function useOwnPhrase<T>(work: (phrase: string) => Promise<T>) {
  const [refusal, setRefusal] = useState<PhraseRefusal>();
  const mutation = useMutation({
    mutationFn: async (source: PhraseSource): Promise<T | undefined> => {
      const { session } = sessionStore.getState();
      if (session.phase !== 'ready') return undefined;
      const found = await phraseFrom(session.record, source);
      setRefusal(typeof found === 'string' ? undefined : found);
      return typeof found === 'string' ? work(found) : undefined;
    },
  });
  return { ...mutation, refusal };
}

async function phraseFrom(record: KeyRecord, source: PhraseSource): Promise<string | PhraseRefusal> {
  const [{ findPhraseProblem, normalizePhrase }, { isPhraseOf, keptPhrase }] = await Promise.all([
    import('../../keys/phrase.ts'),
    import('../../keys/own-phrase.ts'),
  ]);
  if ('passphrase' in source) return (await keptPhrase(record, source.passphrase)) ?? { kind: 'wrong-passphrase' };
  const problem = findPhraseProblem(source.phrase);
  if (problem !== undefined) return problem;
  return (await isPhraseOf(record, source.phrase)) ? normalizePhrase(source.phrase) : { kind: 'other-key' };
}
