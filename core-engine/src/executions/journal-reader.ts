import type { BlobRef, JournalEvent } from '@sluice/protocol';
import { decodeSegment } from '../journal/segment-codec.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionStore, StoredSegment } from '../storage/ports/execution-store.ts';

const SEGMENTS_PER_READ = 200;

/** Reads journals from the store: whole ones, and the blobs that their items are in. */
export class JournalReader {
  readonly #store: ExecutionStore;
  readonly #blobs: BlobStore;

  constructor(options: { store: ExecutionStore; blobs: BlobStore }) {
    this.#store = options.store;
    this.#blobs = options.blobs;
  }

  /** Segment by segment, those after `afterSeq`; the first may begin before it. */
  async *segments(executionId: string, afterSeq = 0): AsyncGenerator<StoredSegment> {
    let after = afterSeq;
    for (;;) {
      const segments = await this.#store.loadSegments(executionId, after, SEGMENTS_PER_READ);
      yield* segments;
      const last = segments.at(-1);
      if (last === undefined || segments.length < SEGMENTS_PER_READ) return;
      after = last.lastSeq;
    }
  }

  /** The events with a seq above `after` and up to `until`; by default all. */
  async events(
    executionId: string,
    { after = 0, until = Number.POSITIVE_INFINITY }: { after?: number; until?: number } = {},
  ): Promise<JournalEvent[]> {
    const events: JournalEvent[] = [];
    for await (const { firstSeq, bytes } of this.segments(executionId, after)) {
      if (firstSeq > until) break;
      for (const event of decodeSegment(bytes)) if (event.seq > after && event.seq <= until) events.push(event);
    }
    return events;
  }

  /** The texts of all blobs that the events refer to, by SHA-256; those that are gone are left out. */
  async blobTexts(events: readonly JournalEvent[]): Promise<Map<string, string>> {
    const texts = new Map<string, string>();
    const decoder = new TextDecoder();
    for (const { sha256 } of events.flatMap(blobsIn)) {
      if (texts.has(sha256) || (await this.#blobs.stat(sha256)) === undefined) continue;
      texts.set(sha256, decoder.decode(await this.#blobs.read(sha256)));
    }
    return texts;
  }
}

/** The blobs that hold JSON text of the event itself: item lists and stored values, not those that items carry. */
function blobsIn(event: JournalEvent): BlobRef[] {
  switch (event.type) {
    case 'execution-started':
      return [event.items, ...Object.values(event.given ?? {}).flatMap(({ outputs }) => Object.values(outputs))].flatMap(blobOf);
    case 'step-completed':
      return Object.values(event.outputs).flatMap(blobOf);
    case 'effect-settled':
      return event.result.ok ? blobOf(event.result.value) : [];
    case 'effect-requested':
      return blobOf(event.args);
    case 'doubt-resolved':
      return event.value === undefined ? [] : blobOf(event.value);
    case 'response-ready':
      return blobOf(event.response);
    case 'execution-completed':
      return blobOf(event.output);
    default:
      return [];
  }
}

function blobOf(kept: object): BlobRef[] {
  // Item lists and stored values alike have a `blob` where they are kept as one.
  return 'blob' in kept ? [kept.blob as BlobRef] : [];
}
