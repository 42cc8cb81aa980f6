import type { ExecutionSummary } from '@sluice/protocol';
import { withoutTokens } from '../journal/resume-tokens.ts';
import type { Actor, ShareAccess } from '../sharing/share-access.ts';

/** Executions as this caller may see them: with the tokens of resume links only where the caller may follow those. */
export async function forCaller<T extends ExecutionSummary>(
  executions: readonly T[],
  caller: Actor,
  access: ShareAccess,
): Promise<T[]> {
  const sees = await access.seesTokens(caller);
  return executions.map((one) =>
    sees({ workflowId: one.workflowId, actor: one.startedBy ?? undefined }) ? one : withoutTokens(one),
  );
}

export async function oneForCaller<T extends ExecutionSummary>(execution: T, caller: Actor, access: ShareAccess): Promise<T> {
  const [seen = execution] = await forCaller([execution], caller, access);
  return seen;
}
