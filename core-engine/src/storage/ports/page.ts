/** `cursor` is what the page before gave as `nextCursor`, opaque; `limit` at least 1. */
export interface PageRequest {
  readonly cursor?: string;
  readonly limit: number;
}

/** `nextCursor` is null on the last page. A cursor that cannot be read rejects with `request_invalid`. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}
