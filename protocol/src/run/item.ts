import { z } from 'zod';
import { json } from '../json.ts';
import { runError } from './run-error.ts';

/** A content-addressed blob: SHA-256 as 64 lower-case hex digits, size in bytes. */
export const blobRef = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int().min(0),
  mediaType: z.string().optional(),
  name: z.string().optional(),
});

/**
 * An item as a step gave it out. `from` holds the indexes, into the step's input items (all input ports concatenated in port
 * order), of the items that it was made from; the runtime keeps it, authors do not. Absent means: from all of them.
 */
export const outputItem = z.strictObject({
  json,
  blobs: z.record(z.string(), blobRef).optional(),
  from: z.array(z.int().min(0)).optional(),
  /** Set when the node failed for this item and `onError` let it go on. */
  error: runError.optional(),
});

/**
 * The items of one port. A list whose encoding is larger than 16 KiB is kept as a blob that holds the JSON array, so that the
 * journal stays small and a parked execution costs no memory.
 */
export const itemList = z.union([
  z.strictObject({ items: z.array(outputItem) }),
  z.strictObject({ blob: blobRef, count: z.int().min(0) }),
]);

/** A value that may be kept as a blob (the JSON text) when its encoding is larger than 16 KiB. */
export const storedValue = z.union([z.strictObject({ value: json }), z.strictObject({ blob: blobRef })]);

export type BlobRef = z.infer<typeof blobRef>;
export type OutputItem = z.infer<typeof outputItem>;
export type ItemList = z.infer<typeof itemList>;
export type StoredValue = z.infer<typeof storedValue>;
