import { QueryClient } from '@tanstack/react-query';
import { isTemporary } from '../api/api-error.ts';

/** How often a page asks again by itself while the server is away. */
const ASK_AGAIN_MS = 3000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (count, error) => count < 2 && isTemporary(error),
      refetchInterval: (query) => (isTemporary(query.state.error) ? ASK_AGAIN_MS : false),
    },
    mutations: { retry: false },
  },
});
