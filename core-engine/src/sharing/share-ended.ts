import { SluiceError } from '@sluice/protocol';
import type { ShareRow } from '../storage/ports/share-store.ts';
import { textOf } from './view-share.ts';

/** Says of a share, or a link, that has ended how and when it did. */
export function shareEnded(what: string, { revokedBy, endedAtMs, expiresAtMs }: ShareRow): SluiceError {
  const how = revokedBy === undefined ? 'expired' : 'was revoked';
  const atMs = revokedBy === undefined ? (expiresAtMs ?? endedAtMs) : endedAtMs;
  return new SluiceError('share_ended', `${what} ${how}${atMs === undefined ? '' : ` at ${textOf(atMs)}`}.`);
}
