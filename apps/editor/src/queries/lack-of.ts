import { decideAccess, type Endpoint, includesRight, type Role, type ShareRight } from '@sluice/protocol';

/** What somebody has at a workflow, or at an execution of it. */
export interface Standing {
  readonly role: Role;
  /** The most that is shared with them; undefined for nothing. */
  readonly right: ShareRight | undefined;
  /** Whether they started the execution that it is about. */
  readonly isOwn?: boolean;
}

/** Why an endpoint would refuse: the role is too low and no share helps; the share gives less; it gives that for one's own executions alone. */
export type Lack = 'role' | 'right' | 'own';

/** Says the same as gateway and engine will (`decideAccess`, `ShareAccess`), so that a control is off where its request would be refused, and nowhere else. */
export function lackOf({ access, shared }: Pick<Endpoint, 'access' | 'shared'>, standing: Standing): Lack | undefined {
  const decision = decideAccess(standing.role, { access, ...(shared === undefined ? {} : { shared }) });
  if (decision === 'by-role') return undefined;
  if (decision === 'refused' || shared === undefined || standing.right === undefined) return 'role';
  if (!includesRight(standing.right, shared.right)) return 'right';
  return shared.of === 'own-execution' && standing.isOwn !== true ? 'own' : undefined;
}
