import { cancelExecution, changeDraft, type Endpoint, hasRole, runWorkflow } from '@sluice/protocol';
import type { QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { lackOf } from './lack-of.ts';
import type { ExecutionSummary } from './use-executions.ts';
import { meKey, useMe } from './use-me.ts';
import { sharedRight, sharedWithMeKey, useSharedWithMe } from './use-shared-with-me.ts';

type AskedFor = Pick<Endpoint, 'access' | 'shared'>;
type Subject = Pick<ExecutionSummary, 'workflowId'> & Partial<Pick<ExecutionSummary, 'startedBy'>>;

/**
 * Says why the signing key may not use an endpoint on a workflow or an execution, by role or by share; undefined when it may, and while
 * that is not known yet, since the engine decides in any case (I8).
 */
export function useLacks(): (endpoint: AskedFor, subject: Subject) => string | undefined {
  const { t } = useTranslation();
  const me = useMe();
  const shared = useSharedWithMe();
  return (endpoint, { workflowId, startedBy }) => {
    if (me.data === undefined || shared.data === undefined) return undefined;
    const { role, did } = me.data;
    const right = sharedRight(shared.data.items, workflowId);
    const lack = lackOf(endpoint, { role, right, isOwn: startedBy === did });
    if (lack === undefined) return undefined;
    if (lack === 'own') return t('right.lacks.cancel');
    if (lack === 'right') return t(endpoint.shared?.right === 'edit' ? 'right.lacks.edit' : 'right.lacks.run');
    const isForBuilders = endpoint.access !== 'public' && endpoint.access !== 'any-key' && hasRole(endpoint.access, 'builder');
    return t(isForBuilders ? 'role.mayNotBuild' : 'role.mayNotOperate');
  };
}

/** Why the signing key may not run or change a workflow. */
export function useLacksRight(workflowId: string, needed: 'run' | 'edit'): string | undefined {
  return useLacks()(needed === 'run' ? runWorkflow : changeDraft, { workflowId });
}

/** Whether it is known what the signing key may do with workflows; an answer that does not come is left to the engine. */
export function useAreRightsKnown(): boolean {
  const [me, shared] = [useMe(), useSharedWithMe()];
  return !me.isPending && !shared.isPending;
}

/** The same of cancelling an execution: a share gives it for those that one has started. */
export function useLacksCancel(execution: ExecutionSummary | undefined): string | undefined {
  const lacks = useLacks();
  return execution === undefined ? undefined : lacks(cancelExecution, execution);
}

/** Asks anew what the signing key may do: somebody has changed it. */
export async function askForRights(client: QueryClient): Promise<void> {
  await Promise.all([meKey, sharedWithMeKey].map((queryKey) => client.invalidateQueries({ queryKey })));
}
