import { useLayoutEffect } from 'react';
import { holdAll } from '../actions/keys-ahead.ts';

/** Stands, unseen, where something that a key asked for is being fetched, and keeps the keys that follow for it. */
export function KeysAhead(): null {
  useLayoutEffect(() => {
    const release = holdAll();
    return () => release();
  }, []);
  return null;
}
