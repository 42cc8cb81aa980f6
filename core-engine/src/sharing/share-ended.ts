import { SluiceError } from '@sluice/protocol';
import type { ShareRow } from '../storage/ports/share-store.ts';

/** Says of a share, or a link, that has ended how and when it did. */
export function shareEnded(what: string, { revokedBy, endedAtMs, expiresAtMs }: ShareRow): SluiceError {
  const how = revokedBy === undefined ? 'expired' : 'was revoked';
  const atMs = revokedBy === undefined ? (expiresAtMs ?? endedAtMs) : endedAtMs;
  return new SluiceError('share_ended', `${what} ${how}${atMs === undefined ? '' : ` on ${minuteOf(atMs)}`}.`);
}

/** For people: `2026-11-21 at 09:30 UTC`. */
function minuteOf(timeMs: number): string {
  const [date, time = ''] = new Date(timeMs).toISOString().split('T');
  return `${date} at ${time.slice(0, 5)} UTC`;
}
