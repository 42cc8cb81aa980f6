import { listPeople } from '@sluice/protocol';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../app/services.ts';
import { shortDid } from '../format/short-did.ts';
import { useMe } from '../queries/use-me.ts';
import { createNameLoader } from './name-loader.ts';
import { personName } from './person-name.ts';

const KNOWN_MS = 5 * 60_000;
/** Who is not named now may be soon: a guest is told of those who begin to appear. */
const UNKNOWN_MS = 30_000;

const loadName = createNameLoader(async (dids) => (await api(listPeople, { query: { dids: dids.join(',') } })).items);

/**
 * What these people are called: by name, or by the beginning of their key as long as there is none. `you`: what the own key is called,
 * where that is not its name.
 */
export function usePersonNames(dids: readonly string[], you?: string): (did: string) => string {
  const { t } = useTranslation();
  const own = useMe().data?.did;
  const asked = [...new Set(dids)].filter((did) => did.startsWith('did:key:') && (you === undefined || did !== own));
  const names = useQueries({
    queries: asked.map((did) => ({
      queryKey: ['people', own, did],
      queryFn: () => loadName(did),
      enabled: own !== undefined,
      staleTime: ({ state }: { state: { data: string | null | undefined } }) => (state.data === null ? UNKNOWN_MS : KNOWN_MS),
    })),
    combine: (results) => Object.fromEntries(asked.map((did, index) => [did, results[index]?.data ?? null])),
  });
  return (did) => (did === own && you !== undefined ? you : personName(names[did] ?? shortDid(did), t));
}
