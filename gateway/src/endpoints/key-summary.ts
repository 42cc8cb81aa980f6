import type { keySummary } from '@sluice/protocol';
import type { z } from 'zod';
import type { KeyRecord } from '../storage/ports.ts';

/** A key as the API shows it, times in RFC 3339. */
export function keySummaryOf({
  did,
  role,
  name,
  createdAt,
  lastUsedAt,
  revokedAt,
  replacedBy,
}: KeyRecord): z.output<typeof keySummary> {
  return {
    did,
    role,
    name,
    createdAt: textOf(createdAt),
    lastUsedAt: optionalText(lastUsedAt),
    revokedAt: optionalText(revokedAt),
    replacedBy: replacedBy ?? null,
  };
}

const textOf = (time: number): string => new Date(time).toISOString();
const optionalText = (time: number | undefined): string | null => (time === undefined ? null : textOf(time));
