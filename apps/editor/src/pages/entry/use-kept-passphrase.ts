import { useState } from 'react';
import { SHORTEST_PASSPHRASE } from './passphrase-field.tsx';
import { useNeedsPassphrase } from './use-needs-passphrase.ts';

/** The passphrase of a key that is being made: wanted for a copy of the phrase, or needed for the key, or neither. */
export function useKeptPassphrase() {
  const needsPassphrase = useNeedsPassphrase();
  const [passphrase, setPassphrase] = useState<string>();
  const isMissing = passphrase === undefined ? needsPassphrase : passphrase.length < SHORTEST_PASSPHRASE;
  return {
    passphrase,
    setPassphrase,
    /** It is needed or wanted, and too short. */
    isMissing,
    /** To be spread into what makes the key. */
    given: passphrase === undefined ? {} : { passphrase },
  };
}
