import { MOST_PEOPLE, type Person } from '@sluice/protocol';

/** What is shown at the same time is asked for in one request. */
const GATHERS_MS = 10;

type Wait = PromiseWithResolvers<string | null>;

/**
 * Loads names one by one for whoever wants them, and asks for them together. Null: this engine has no name for the key, or none that
 * one may see.
 */
export function createNameLoader(
  ask: (dids: readonly string[]) => Promise<readonly Person[]>,
): (did: string) => Promise<string | null> {
  let waiting = new Map<string, Wait>();

  const send = async (asked: readonly (readonly [string, Wait])[]) => {
    try {
      const names = new Map((await ask(asked.map(([did]) => did))).map(({ did, name }) => [did, name]));
      for (const [did, { resolve }] of asked) resolve(names.get(did) ?? null);
    } catch (error) {
      for (const [, { reject }] of asked) reject(error);
    }
  };
  const sendAll = () => {
    const all = [...waiting];
    waiting = new Map();
    for (let from = 0; from < all.length; from += MOST_PEOPLE) void send(all.slice(from, from + MOST_PEOPLE));
  };

  return (did) => {
    const known = waiting.get(did);
    if (known !== undefined) return known.promise;
    if (waiting.size === 0) setTimeout(sendAll, GATHERS_MS);
    const wait = Promise.withResolvers<string | null>();
    waiting.set(did, wait);
    return wait.promise;
  };
}
