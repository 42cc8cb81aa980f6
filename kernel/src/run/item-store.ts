import { BLOB_THRESHOLD_BYTES, type ItemList, type Json, type OutputItem, type StoredValue } from '@sluice/protocol';
import type { RunHost } from './contract.ts';
import { utf8Length } from './utf8-length.ts';

/** How many items a list has, without reading it. */
export function countOf(list: ItemList): number {
  return 'items' in list ? list.items.length : list.count;
}

/** A value as the journal keeps it: as it is, or, when its encoding is larger than 16 KiB, as a blob. */
export function storeValue(value: Json, host: RunHost): StoredValue {
  if (isSurelySmall(value)) return { value };
  const blob = storeText(JSON.stringify(value), host);
  return blob === undefined ? { value } : { blob };
}

/**
 * Stores and reads lists of items for one execution. Lists that became blobs are kept parsed while they are fresh, up to
 * `CACHE_BYTES` of their encoding and at least the newest, so that a step reads what the one before it gave out without parsing.
 */
export class ItemStore {
  readonly #fresh = new Map<string, readonly OutputItem[]>();
  readonly #remembered = new WeakMap<object, readonly OutputItem[]>();
  readonly #sizes = new Map<string, number>();
  #freshBytes = 0;

  store(items: readonly OutputItem[], host: RunHost): ItemList {
    // The list goes into an event as it is and is not changed from here on.
    const list = { items: items as OutputItem[] };
    if (isSurelySmall(items as Json)) return list;
    const blob = storeText(JSON.stringify(items), host);
    if (blob === undefined) return list;
    this.#keep(blob.sha256, blob.size, items);
    return { blob, count: items.length };
  }

  /** The items, or undefined when the blob is not at hand. */
  read(list: ItemList, host: Pick<RunHost, 'readBlob'>): readonly OutputItem[] | undefined {
    if ('items' in list) return list.items;
    const known = this.#fresh.get(list.blob.sha256);
    if (known !== undefined) return known;
    const text = host.readBlob(list.blob.sha256);
    if (text === undefined) return undefined;
    // The blob's hash was made from what this class stored.
    const items = JSON.parse(text) as readonly OutputItem[];
    this.#keep(list.blob.sha256, list.blob.size, items);
    return items;
  }

  /** The main items of a loop, put together once and not for each of its iterations. */
  remember(step: object, items: readonly OutputItem[]): void {
    this.#remembered.set(step, items);
  }

  remembered(step: object): readonly OutputItem[] | undefined {
    return this.#remembered.get(step);
  }

  forget(step: object): void {
    this.#remembered.delete(step);
  }

  #keep(sha256: string, size: number, items: readonly OutputItem[]): void {
    if (this.#fresh.has(sha256)) return;
    this.#fresh.set(sha256, items);
    this.#sizes.set(sha256, size);
    this.#freshBytes += size;
    for (const [oldest, oldestSize] of this.#sizes) {
      if (this.#freshBytes <= CACHE_BYTES || oldest === sha256) break;
      this.#fresh.delete(oldest);
      this.#sizes.delete(oldest);
      this.#freshBytes -= oldestSize;
    }
  }
}

const CACHE_BYTES = 8 * 1024 * 1024;

function storeText(text: string, host: RunHost): { sha256: string; size: number } | undefined {
  if (text.length * 3 <= BLOB_THRESHOLD_BYTES) return undefined;
  const size = utf8Length(text);
  if (size <= BLOB_THRESHOLD_BYTES) return undefined;
  const sha256 = host.sha256(text);
  host.writeBlob(sha256, text);
  return { sha256, size };
}

/** A quick look that spares encoding most values: true only when the encoding has at most `BLOB_THRESHOLD_BYTES` bytes. */
function isSurelySmall(value: Json): boolean {
  return roomAfter(value, BLOB_THRESHOLD_BYTES) >= 0;
}

/** What is left of `room` after the most that the value's encoding may need; below 0 as soon as it may not fit. */
function roomAfter(value: unknown, room: number): number {
  switch (typeof value) {
    case 'string':
      // At worst every UTF-16 unit becomes an escape of six bytes.
      return room - 6 * value.length - 2;
    case 'number':
      return room - 25;
    case 'object':
      return value === null ? room - 4 : roomAfterMembers(value, room - 2);
    default:
      return room - 5;
  }
}

function roomAfterMembers(value: object, room: number): number {
  let left = room;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length && left >= 0; index += 1) left = roomAfter(value[index], left - 1);
    return left;
  }
  for (const name in value) {
    if (left < 0) return left;
    left = roomAfter((value as Record<string, unknown>)[name], left - 6 * name.length - 4);
  }
  return left;
}
