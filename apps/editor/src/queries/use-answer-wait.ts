import { createProblem, type Json, problem } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { executionKey } from './use-execution.ts';

/** Ends a wait by its resume link with an answer, as whoever has the link may: the token is the permission. */
export function useAnswerWait(executionId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ token, answer }: { token: string; answer: Json }) => followLink(token, answer),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: executionKey(executionId) }),
        client.invalidateQueries({ queryKey: ['executions', 'list'] }),
      ]),
  });
}

async function followLink(token: string, answer: Json): Promise<void> {
  const response = await fetch(`/hooks/~resume/${encodeURIComponent(token)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(answer),
    cache: 'no-store',
    credentials: 'omit',
  });
  if (response.ok) return;
  const refusal = problem.safeParse(await response.json().catch(() => undefined));
  throw new ApiError(refusal.success ? refusal.data : createProblem('internal', `The link answered ${response.status}.`));
}
