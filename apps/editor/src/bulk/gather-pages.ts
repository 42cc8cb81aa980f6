export interface ListPage<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

export interface GatherOptions<T> {
  readonly fetchPage: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<T>>;
  readonly signal: AbortSignal;
  readonly onProgress?: (found: number) => void;
}

/** All that a paged list holds at this time, however many: page after page. One that moved between pages while they came is there once. */
export async function gatherPages<T extends { readonly id: string }>({
  fetchPage,
  signal,
  onProgress,
}: GatherOptions<T>): Promise<readonly T[]> {
  const found = new Map<string, T>();
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    const page = await fetchPage(cursor, signal);
    for (const item of page.items) found.set(item.id, item);
    onProgress?.(found.size);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  signal.throwIfAborted();
  return [...found.values()];
}
