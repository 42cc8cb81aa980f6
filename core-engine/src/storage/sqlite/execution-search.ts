import { setImmediate as nextTurn } from 'node:timers/promises';
import { SluiceError } from '@sluice/protocol';
import { withoutTokenIn } from '../../journal/resume-tokens.ts';
import { segmentLines } from '../../journal/segment-codec.ts';
import type { BlobStore } from '../ports/blob-store.ts';
import type { ExecutionQuery, ExecutionRow } from '../ports/execution-store.ts';
import type { Page } from '../ports/page.ts';
import { cursorAfter, type ExecutionList } from './execution-list.ts';
import { type StoredExecution, toExecutionRow } from './execution-row.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type SearchedBlobs = Pick<BlobStore, 'readStream'>;

const CHUNK_ROWS = 100;
/** The longest that one page may look; then it says where to go on. */
const PAGE_BUDGET_MS = 5000;
/** The longest that looking may keep the event loop from other work. */
const TURN_BUDGET_MS = 5;
/** Of larger blobs the first part is looked through: reading on would keep everybody waiting. */
const BLOB_BYTES = 4 * 1024 * 1024;

/**
 * Looks for a text in executions, their journals, and the blobs that hold what was too large for a journal. There is no full-text index: it would cost every run, and few are ever searched
 * for. So this reads, newest first, in short turns with other work in between.
 */
export class ExecutionSearch {
  readonly #database: SqliteDatabase;
  readonly #list: ExecutionList;
  readonly #blobs: SearchedBlobs | undefined;

  constructor(database: SqliteDatabase, list: ExecutionList, blobs: SearchedBlobs | undefined) {
    this.#database = database;
    this.#list = list;
    this.#blobs = blobs;
  }

  async page(query: ExecutionQuery & { readonly search: string }): Promise<Page<ExecutionRow>> {
    const matches = this.#matcher(query.search);
    const items: ExecutionRow[] = [];
    const startedMs = performance.now();
    let turnMs = startedMs;
    let cursor = query.cursor;
    for (;;) {
      const rows = this.#list.rows(query, cursor, CHUNK_ROWS);
      for (const row of rows) {
        if (items.length === query.limit || performance.now() - startedMs > PAGE_BUDGET_MS)
          return { items, nextCursor: cursor ?? null };
        if (await matches(row)) items.push(toExecutionRow(row));
        cursor = cursorAfter(row);
        if (performance.now() - turnMs > TURN_BUDGET_MS) {
          await nextTurn();
          turnMs = performance.now();
        }
      }
      if (rows.length < CHUNK_ROWS) return { items, nextCursor: null };
    }
  }

  #matcher(search: string): (row: StoredExecution) => boolean | Promise<boolean> {
    const plain = search.toLowerCase();
    // In the journal a quote or line break inside a value stands escaped.
    const escaped = JSON.stringify(search).slice(1, -1).toLowerCase();
    const inText = (text: string | null) =>
      text !== null && (text.toLowerCase().includes(plain) || text.toLowerCase().includes(escaped));
    const segments = this.#database.prepare<{ bytes: Buffer }>(
      'SELECT bytes FROM segments WHERE execution = ? ORDER BY last_seq',
    );
    const inJournal = (key: number) => {
      // A token could be guessed piece by piece by who may search, and not see it.
      for (const { bytes } of segments.all(key))
        if (segmentLines(bytes).some((line) => inText(withoutTokenIn(line)))) return true;
      return false;
    };
    const refs = this.#database.prepare<{ sha256: Buffer }>('SELECT sha256 FROM blob_refs WHERE execution = ?');
    const inBlobs = async (sha256s: readonly string[]) => {
      for (const sha256 of sha256s) if (inText(await this.#textOf(sha256))) return true;
      return false;
    };
    return (row) => {
      if (inText(row.id) || inText(row.workflow_name) || inText(row.error)) return true;
      return this.#database.read(() => {
        if (inJournal(row.key)) return true;
        const named = refs.all(row.key);
        return named.length > 0 && inBlobs(named.map(({ sha256 }) => sha256.toString('hex')));
      });
    };
  }

  /** The beginning of a blob as text, whatever it is; empty where it is gone. */
  async #textOf(sha256: string): Promise<string> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const bytes of (await this.#blobs?.readStream(sha256, { end: BLOB_BYTES })) ?? [])
        text += decoder.decode(bytes, { stream: true });
    } catch (error) {
      if (error instanceof SluiceError && error.code === 'blob_unknown') return text;
      throw error;
    }
    return text;
  }
}
