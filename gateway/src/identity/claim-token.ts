import { hash, randomBytes } from 'node:crypto';
import type { GatewayStore } from '../storage/ports.ts';

/**
 * Makes the one-time token by which the first key becomes owner, as long as there is none. Only its SHA-256 is stored; a token from
 * an earlier start is void.
 */
export async function createClaimToken(store: GatewayStore, now: number): Promise<string | undefined> {
  if (await store.keys.hasOwner()) {
    await store.claims.replace(undefined, now);
    return undefined;
  }
  const token = randomBytes(32).toString('base64url');
  await store.claims.replace(hashToken(token), now);
  return token;
}

/** What is stored of a claim token or a ticket: both are random enough that a plain hash gives nothing away. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
