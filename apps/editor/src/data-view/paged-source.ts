import type { DataItem, ItemSource } from './item-source.ts';

export interface PagedSourceOptions {
  readonly total: number;
  /** Items from `offset` on, `limit` at most and perhaps fewer, but one at least. */
  readonly fetch: (offset: number, limit: number, signal?: AbortSignal) => Promise<readonly DataItem[]>;
  readonly onError: (error: unknown) => void;
}

const PAGE = 200;
/** Going through everything takes larger steps. */
const SCAN = 1000;
/** So many pages are kept; those that were looked at longest ago go first. */
const MOST_PAGES = 100;
/** Fewer items than were asked for come when they are large. */
type Page = (DataItem | undefined)[];

/** Items that are fetched page by page as they come into sight. Holds a bounded number of them, however many there are. */
export class PagedSource implements ItemSource {
  readonly total: number;
  readonly #options: PagedSourceOptions;
  readonly #pages = new Map<number, Page>();
  readonly #underWay = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #version = 0;

  constructor(options: PagedSourceOptions) {
    this.#options = options;
    this.total = options.total;
  }

  at(index: number): DataItem | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  want(from: number, to: number): void {
    for (let page = Math.floor(Math.max(0, from) / PAGE); page * PAGE < Math.min(to, this.total); page += 1) {
      const known = this.#pages.get(page);
      if (known !== undefined) {
        this.#pages.delete(page);
        this.#pages.set(page, known);
      }
      const gap = firstGap(known, page * PAGE, this.total, from, to);
      if (gap !== undefined && !this.#underWay.has(page)) void this.#load(page, gap);
    }
  }

  async *scan(signal: AbortSignal): AsyncIterable<readonly DataItem[]> {
    for (let offset = 0; offset < this.total && !signal.aborted; ) {
      const items = await this.#options.fetch(offset, SCAN, signal);
      if (items.length === 0) return;
      yield items;
      offset += items.length;
    }
  }

  subscribe(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => this.#listeners.delete(callback);
  }

  version(): number {
    return this.#version;
  }

  async #load(page: number, offset: number): Promise<void> {
    this.#underWay.add(page);
    try {
      const items = await this.#options.fetch(offset, (page + 1) * PAGE - offset);
      const kept = this.#pages.get(page) ?? [];
      items.forEach((item, index) => {
        kept[offset - page * PAGE + index] = item;
      });
      this.#pages.set(page, kept);
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= MOST_PAGES) break;
        this.#pages.delete(oldest);
      }
    } catch (error) {
      this.#options.onError(error);
      return;
    } finally {
      this.#underWay.delete(page);
    }
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

/** The first index in sight that a page does not have. */
function firstGap(page: Page | undefined, start: number, total: number, from: number, to: number): number | undefined {
  const end = Math.min(to, start + PAGE, total);
  for (let index = Math.max(from, start); index < end; index += 1) {
    // From the beginning of what is missing, so that one page is one request.
    if (page?.[index - start] === undefined) return page === undefined ? start : index;
  }
  return undefined;
}
