import { hasRole, includesRight, type Role, type ShareRight } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import type { ExecutionDetail } from './use-execution.ts';
import { useCan, useMe } from './use-me.ts';
import { sharedRight, useSharedWithMe } from './use-shared-with-me.ts';

const roleFor: Readonly<Record<ShareRight, Role>> = { view: 'viewer', run: 'operator', edit: 'builder' };

/**
 * Why the signing key may not do this with the workflow, by role or by share; undefined when it may, and while that is not known yet,
 * since the engine decides in any case (I8).
 */
export function useLacksRight(workflowId: string, needed: 'run' | 'edit'): string | undefined {
  const { t } = useTranslation();
  const me = useMe();
  const shared = useSharedWithMe();
  if (me.data === undefined || hasRole(me.data.role, roleFor[needed])) return undefined;
  if (shared.data === undefined) return undefined;
  const has = sharedRight(shared.data.items, workflowId);
  if (has === undefined) return t(needed === 'run' ? 'role.mayNotOperate' : 'role.mayNotBuild');
  return includesRight(has, needed) ? undefined : t(`right.lacks.${needed}`);
}

/** The same of cancelling an execution: a share gives it for those that one has started. */
export function useLacksCancel(execution: ExecutionDetail | undefined): string | undefined {
  const { t } = useTranslation();
  const me = useMe();
  const canOperate = useCan('operator');
  const lacksRun = useLacksRight(execution?.workflowId ?? '', 'run');
  if (canOperate || execution === undefined) return undefined;
  return lacksRun ?? (execution.startedBy === me.data?.did ? undefined : t('right.lacks.cancel'));
}
