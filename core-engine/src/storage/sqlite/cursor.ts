import { SluiceError } from '@sluice/protocol';

/** A place in a sorted list: the sort keys of the last row given out, as an opaque text. */
export function encodeCursor(keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** Rejects with `request_invalid` what `encodeCursor` did not make of as many keys of these kinds. */
export function decodeCursor<const Kinds extends readonly ('string' | 'number')[]>(
  cursor: string,
  kinds: Kinds,
): { [I in keyof Kinds]: Kinds[I] extends 'string' ? string : number } {
  const keys = parse(cursor);
  const fits = Array.isArray(keys) && keys.length === kinds.length && kinds.every((kind, at) => typeof keys[at] === kind);
  if (!fits) throw new SluiceError('request_invalid', 'The cursor is not one that a page of this list gave.');
  // Checked key by key just above.
  return keys as unknown as { [I in keyof Kinds]: Kinds[I] extends 'string' ? string : number };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
