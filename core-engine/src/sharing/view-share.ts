import type { Share } from '@sluice/protocol';
import type { ShareRow } from '../storage/ports/share-store.ts';

/** A share as the API shows it at `nowMs`. */
export function viewShare(row: ShareRow, nowMs: number): Share {
  const { did, uses, maxUses, endedAtMs, revokedBy, expiresAtMs } = row;
  return {
    id: row.id,
    workflowId: row.workflowId,
    to: did === undefined ? { kind: 'link', uses, maxUses: maxUses ?? null } : { kind: 'principal', did },
    rights: row.rights,
    createdBy: row.createdBy,
    createdAt: textOf(row.createdAtMs),
    expiresAt: expiresAtMs === undefined ? null : textOf(expiresAtMs),
    status: statusOf(row, nowMs),
    revokedAt: endedAtMs === undefined || revokedBy === undefined ? null : textOf(endedAtMs),
    revokedBy: revokedBy ?? null,
    linkId: row.linkId ?? null,
    note: row.note,
  };
}

function textOf(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

function statusOf({ revokedBy, endedAtMs, expiresAtMs, maxUses, uses }: ShareRow, nowMs: number): Share['status'] {
  if (revokedBy !== undefined) return 'revoked';
  if (endedAtMs !== undefined || (expiresAtMs !== undefined && expiresAtMs <= nowMs)) return 'expired';
  return maxUses !== undefined && uses >= maxUses ? 'used-up' : 'active';
}
