import { QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';

/** Refusals are answers: only what may pass by itself is tried again. */
function isTemporary(error: Error): boolean {
  return error instanceof ApiError && (error.problem.status === 503 || error.problem.status === 429);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 5000, retry: (count, error) => count < 3 && isTemporary(error), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});
