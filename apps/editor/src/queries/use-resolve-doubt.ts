import { resolveDoubt } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../app/services.ts';
import { executionKey } from './use-execution.ts';

export interface Doubt {
  readonly node: string;
  readonly scope: string;
  readonly index: number;
}
export type Decision = 'retry' | 'done' | 'fail';

/** Says what became of an effect that was under way in a crash. */
export function useResolveDoubt(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ doubt, decision }: { doubt: Doubt; decision: Decision }) =>
      api(resolveDoubt, { params: { id }, body: { ...doubt, decision } }),
    onSettled: () => client.invalidateQueries({ queryKey: executionKey(id) }),
  });
}
