import type { Json } from '@sluice/protocol';

const HASH = /^[0-9a-f]{64}$/;

/** The SHA-256s of all blob references anywhere in a value: objects with `sha256` and `size`. Retention keeps what is referred to. */
export function blobRefsIn(value: Json): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(blobRefsIn);
  const { sha256, size } = value as { sha256?: Json; size?: Json };
  const own = typeof sha256 === 'string' && HASH.test(sha256) && typeof size === 'number' ? [sha256] : [];
  return [...own, ...Object.values(value).flatMap(blobRefsIn)];
}
