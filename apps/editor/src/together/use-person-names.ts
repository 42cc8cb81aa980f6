import { useCallback } from 'react';
import { shortDid } from '../format/short-did.ts';
import { useKeys } from '../queries/use-keys.ts';
import { useCan, useMe } from '../queries/use-me.ts';

/** What people are called: by name where the list of keys may be read, else by the beginning of their key. `you`: the own key. */
export function usePersonNames(you: string): (did: string) => string {
  const me = useMe();
  const mayRead = useCan('admin') && me.data !== undefined;
  const keys = useKeys(mayRead);
  const own = me.data?.did;
  const items = keys.data?.items;
  return useCallback(
    (did: string) => (did === own ? you : (items?.find((key) => key.did === did)?.name ?? shortDid(did))),
    [own, items, you],
  );
}
