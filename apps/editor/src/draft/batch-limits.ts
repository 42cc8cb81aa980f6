import type { Change } from '@sluice/protocol';

/** What one request may carry. */
export interface BatchLimits {
  /** Of the changes as JSON, in UTF-8. */
  readonly bytes: number;
  readonly changes: number;
}

export function fits(changes: readonly Change[], { bytes, changes: most }: BatchLimits): boolean {
  if (changes.length > most) return false;
  let left = bytes;
  for (const change of changes) {
    left -= sizeOf(change);
    if (left < 0) return false;
  }
  return true;
}

const encoder = new TextEncoder();

/** With the comma after it. */
export function sizeOf(change: Change): number {
  return encoder.encode(JSON.stringify(change)).length + 1;
}
