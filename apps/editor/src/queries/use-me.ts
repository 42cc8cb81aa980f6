import { getMe, hasRole, type Role } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { api, useSession } from '../app/services.ts';

export const meKey = ['me'] as const;

/** The signing key as this engine knows it: name and role. */
export function useMe() {
  const session = useSession();
  const did = session.phase === 'ready' ? session.did : undefined;
  return useQuery({
    queryKey: [...meKey, did],
    queryFn: ({ signal }) => api(getMe, {}, { signal }),
    enabled: did !== undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: 'always', // a role may have been given meanwhile
  });
}

/** Whether the signing key has no role here, and sees only what is shared with it; undefined while that is not known. */
export function useIsGuest(): boolean | undefined {
  const me = useMe();
  return me.data === undefined ? undefined : me.data.role === 'guest';
}

/** Whether the signing key is known to have at least this role: what others are refused is not even asked for. */
export function useIsKnownAs(needed: Role): boolean {
  const me = useMe();
  return me.data !== undefined && hasRole(me.data.role, needed);
}

/** Whether the signing key has at least this role; true while it is not known yet, since the gateway decides in any case (I8). */
export function useCan(needed: Role): boolean {
  const me = useMe();
  return me.data === undefined || hasRole(me.data.role, needed);
}
