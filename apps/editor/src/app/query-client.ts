import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { hasCode, isTemporary } from '../api/api-error.ts';

/** How often a page asks again by itself while the server is away. */
const ASK_AGAIN_MS = 3000;

// `always`: a request fails where there is no line, instead of being kept and sent later, when nobody means it any more. And a server on this
// very machine answers without one.
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error, { queryKey: [what] }) => what !== 'me' && noticeRevoked(error) }),
  mutationCache: new MutationCache({ onError: (error) => noticeRevoked(error) }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 5000,
      retry: (count, error) => count < 2 && isTemporary(error) && !hasCode(error, 'offline'),
      refetchInterval: (query) => (isTemporary(query.state.error) ? ASK_AGAIN_MS : false),
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** A key may be revoked at any time, and any request may be the first to learn it: then who signs is asked anew, which the shell looks at. */
export function noticeRevoked(error: unknown): void {
  if (hasCode(error, 'key_revoked')) void queryClient.invalidateQueries({ queryKey: ['me'] });
}
