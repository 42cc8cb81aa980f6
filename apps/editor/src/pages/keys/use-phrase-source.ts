import { useState } from 'react';
import { useSession } from '../../app/services.ts';
import { SHORTEST_PASSPHRASE } from '../entry/passphrase-field.tsx';
import type { PhraseSource } from './use-own-phrase.ts';

/** What `PhraseSourceFields` asks for, as it is typed. */
export function usePhraseSource() {
  const session = useSession();
  const hasCopy = session.phase === 'ready' && session.record.phrase !== undefined;
  const [phrase, setPhrase] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const source: PhraseSource = hasCopy ? { passphrase } : { phrase };
  return {
    source,
    passphrase,
    isComplete: hasCopy ? passphrase !== '' : phrase.trim() !== '' && passphrase.length >= SHORTEST_PASSPHRASE,
    fields: { hasCopy, phrase, onPhrase: setPhrase, passphrase, onPassphrase: setPassphrase },
  };
}
