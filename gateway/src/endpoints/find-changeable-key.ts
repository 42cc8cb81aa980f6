import { SluiceError } from '@sluice/protocol';
import { type Principal, type Principals, requireRank } from '../identity/principals.ts';

/** The key that is to be changed, which must not rank above who changes it. Throws `not_found`, `role_insufficient`. */
export async function findChangeableKey(principals: Principals, did: string, by: Principal): Promise<Principal> {
  const key = await principals.find(did);
  if (key === undefined || key.revokedAt !== undefined) throw unknownKey(did);
  requireRank(by, key.role);
  return key;
}

export function unknownKey(did: string): SluiceError {
  return new SluiceError('not_found', `No key ${did} is registered here.`);
}

export function lastOwner(did: string): SluiceError {
  return new SluiceError('last_owner', `${did} is the only owner.`);
}
