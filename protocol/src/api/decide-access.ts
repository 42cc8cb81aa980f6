import { type Endpoint, hasRole, type Role } from './endpoint.ts';

/** `by-share`: the role is not enough, but a share of the workflow in question may be; only the engine knows. */
export type AccessDecision = 'by-role' | 'by-share' | 'refused';

/**
 * The one place that says who may use an endpoint. The gateway asks it first, the engine asks again (I9) and looks, where the answer
 * is `by-share`, at what is shared with the caller. `none` is a caller who did not sign.
 */
export function decideAccess(role: Role | 'none', { access, shared }: Pick<Endpoint, 'access' | 'shared'>): AccessDecision {
  if (access === 'public') return 'by-role';
  if (role === 'none') return 'refused';
  if (access === 'any-key' || hasRole(role, access)) return 'by-role';
  return shared === undefined ? 'refused' : 'by-share';
}
