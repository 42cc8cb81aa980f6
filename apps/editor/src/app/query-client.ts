import { QueryClient } from '@tanstack/react-query';
import { hasCode, isTemporary } from '../api/api-error.ts';

/** How often a page asks again by itself while the server is away. */
const ASK_AGAIN_MS = 3000;

// `always`: a request fails where there is no line, instead of being kept and sent later, when nobody means it any more. And a server on this
// very machine answers without one.
export const queryClient = new QueryClient({
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
