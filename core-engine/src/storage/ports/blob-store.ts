/** Content-addressed bytes: the name is the SHA-256, as 64 lower-case hex digits. What was written is never changed. */
export interface BlobStore {
  /**
   * Resolves when all are durable. A hash that does not fit its bytes rejects with `blob_corrupt`, a full disk with `disk_full`.
   * Writing one again counts as use (see `delete`).
   */
  writeMany(blobs: readonly NewBlob[]): Promise<void>;
  /** Writes bytes of unknown length without holding them in memory. */
  writeStream(source: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly size: number }>;
  /** All the bytes, checked against the hash. Rejects with `blob_unknown`, or `blob_corrupt` when the disk has others. */
  read(sha256: string): Promise<Uint8Array>;
  /** Bytes `start` (inclusive) to `end` (exclusive), by default all. Rejects with `blob_unknown`. */
  readStream(sha256: string, range?: { readonly start?: number; readonly end?: number }): Promise<AsyncIterable<Uint8Array>>;
  stat(sha256: string): Promise<{ readonly size: number } | undefined>;
  /** Deletes a blob that was not written (again) since `unusedSinceMs`; true when it did. */
  delete(sha256: string, unusedSinceMs: number): Promise<boolean>;
  /** Every hash there is, in no order. */
  list(): AsyncIterable<string>;
}

export interface NewBlob {
  readonly sha256: string;
  readonly bytes: Uint8Array;
}
