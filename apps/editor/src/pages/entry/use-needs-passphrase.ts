import { useEffect, useState } from 'react';
import { hasPlatformKeys } from '../../keys/platform-key.ts';

/** Whether this browser cannot keep the key by itself, so that a passphrase must seal it. False until it is known. */
export function useNeedsPassphrase(): boolean {
  const [needs, setNeeds] = useState(false);
  useEffect(() => {
    let isHere = true;
    void hasPlatformKeys().then((has) => isHere && setNeeds(!has));
    return () => {
      isHere = false;
    };
  }, []);
  return needs;
}
