import { type Plan, type RunState, stepItems, viewState } from '@sluice/kernel';
import {
  type ExecutionDetail,
  type ExecutionState,
  type ExecutionStatus,
  type ExecutionSummary,
  executionStatus,
  type ItemView,
  type JournalEvent,
  type Json,
  type PageOf,
  SluiceError,
  type WorkflowDocument,
} from '@sluice/protocol';
import { LRUCache } from 'lru-cache';
import { withoutTokenIn } from '../journal/resume-tokens.ts';
import { segmentLines } from '../journal/segment-codec.ts';
import type { ReplayJob, ReplayResult } from '../sandbox/job.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionQuery, ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { LoadedPlan, PlanStore } from '../workflows/plan-store.ts';
import { fitItems } from './fit-items.ts';
import { JournalReader } from './journal-reader.ts';
import { loadState } from './load-state.ts';
import { readOutput } from './read-output.ts';
import { durationsOf } from './step-durations.ts';
import { viewExecution } from './view-execution.ts';

export interface ExecutionReaderOptions {
  readonly store: ExecutionStore;
  readonly blobs: BlobStore;
  readonly plans: PlanStore;
  readonly pool: { replay(job: ReplayJob): Promise<ReplayResult> };
}

export interface ListQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly workflowId?: string | undefined;
  /** Of these workflows alone. */
  readonly workflowIds?: readonly string[] | undefined;
  /** One status, or several with commas between. */
  readonly status?: string | undefined;
  readonly search?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ItemsQuery {
  readonly node: string;
  readonly scope: string;
  readonly side: 'in' | 'out';
  readonly port: string;
  readonly offset: number;
  readonly limit: number;
  /** The most that the items' JSON may take. */
  readonly maxBytes: number;
}

const decoder = new TextDecoder();
/** Lists can take much memory; they are let go of soon. */
const LOOKED_AT_MS = 20_000;

/** Executions as people look at them: lists, journals, states at any `seq`, items, replays. Changes nothing. */
export class ExecutionReader {
  readonly #options: ExecutionReaderOptions;
  readonly #journal: JournalReader;
  readonly #looked = new LRUCache<string, { loaded: LoadedPlan; state: RunState }>({
    max: 2,
    ttl: LOOKED_AT_MS,
    ttlAutopurge: true,
  });

  constructor(options: ExecutionReaderOptions) {
    this.#options = options;
    this.#journal = new JournalReader(options);
  }

  async list(query: ListQuery): Promise<PageOf<ExecutionSummary>> {
    const page = await this.#options.store.list(storeQueryOf(query));
    return { items: page.items.map(viewExecution), nextCursor: page.nextCursor };
  }

  countByStatus(): Promise<Record<string, number>> {
    return this.#options.store.countByStatus();
  }

  async get(id: string, maxOutputBytes?: number): Promise<ExecutionDetail> {
    const row = await this.#row(id);
    const output = row.status === 'completed' ? await this.#output(row) : null;
    if (output === null || maxOutputBytes === undefined) return { ...viewExecution(row), output };
    const items = output.map((json) => ({ json, origin: [] }));
    const shown = fitItems(items, maxOutputBytes);
    const isWhole = shown.length === output.length && shown.every(({ cut }) => cut === undefined);
    return { ...viewExecution(row), output: shown.map(({ json }) => json), ...(isWhole ? {} : { outputCount: output.length }) };
  }

  async events(
    id: string,
    {
      after,
      limit,
      seesTokens,
    }: {
      after: number;
      limit: number;
      /** Of which executions the reader may have the tokens of resume links. */
      seesTokens: (execution: ExecutionRow) => boolean;
    },
  ): Promise<{ events: { seq: number; type: string }[]; lastSeq: number }> {
    const row = await this.#row(id);
    const shown = seesTokens(row) ? (line: string) => line : withoutTokenIn;
    const events: { seq: number; type: string }[] = [];
    for await (const { bytes } of this.#journal.segments(id, after)) {
      for (const line of segmentLines(bytes)) {
        const event = JSON.parse(shown(line)) as JournalEvent;
        if (event.seq > after && events.length < limit) events.push(event);
      }
      if (events.length >= limit) break;
    }
    return { events, lastSeq: row.lastSeq };
  }

  async state(id: string, seq: number | undefined): Promise<ExecutionState> {
    const row = await this.#row(id);
    const { loaded, state } = await this.#at(row, seq ?? row.lastSeq);
    const durations = durationsOf(await Array.fromAsync(this.#journal.segments(id)));
    const view = viewState(loaded.plan, state);
    return { ...view, executionId: id, steps: view.steps.map((step) => ({ ...step, durationUs: durations.find(step) ?? null })) };
  }

  async items(id: string, query: ItemsQuery): Promise<{ items: ItemView[]; total: number }> {
    const row = await this.#row(id);
    const { loaded, state } = await this.#newest(row);
    checkPort(loaded.plan, query);
    const texts = new Map<string, string>();
    for (;;) {
      const missing = new Set<string>();
      const readBlob = (sha256: string) => texts.get(sha256) ?? void missing.add(sha256);
      try {
        const { items, total } = stepItems(loaded.plan, state, query, { readBlob });
        return { items: fitItems(items, query.maxBytes), total };
      } catch (error) {
        if (missing.size === 0) throw error;
      }
      // One that is gone throws here.
      for (const sha256 of missing) texts.set(sha256, decoder.decode(await this.#options.blobs.read(sha256)));
    }
  }

  async document(id: string): Promise<{ document: WorkflowDocument }> {
    const row = await this.#row(id);
    const document = await this.#options.plans.findDocument(row.version);
    if (document === undefined) throw new SluiceError('not_found', `There is no version ${row.version}.`);
    return { document };
  }

  async replay(id: string): Promise<ReplayResult & { executionId: string }> {
    const row = await this.#row(id);
    const events = await this.#journal.events(id);
    const blobs = Object.fromEntries(await this.#journal.blobTexts(events));
    const result = await this.#options.pool.replay({
      executionId: id,
      owner: row.owner,
      plan: await this.#options.plans.load(row.version),
      events,
      blobs,
    });
    const { divergence } = result;
    // What was recorded may hold the token of a resume link, and to see where two runs differ takes none.
    const shown = divergence && { ...divergence, recorded: withoutTokenIn(divergence.recorded) };
    return { executionId: id, ...result, divergence: shown };
  }

  async #row(id: string): Promise<ExecutionRow> {
    const row = await this.#options.store.find(id);
    if (row === undefined) throw new SluiceError('not_found', `There is no execution ${id}.`, { place: { executionId: id } });
    return row;
  }

  /** The newest state, kept for a while with the lists that were read: who looks at items scrolls through them, page by page. */
  async #newest(row: ExecutionRow): Promise<{ loaded: LoadedPlan; state: RunState }> {
    const key = `${row.id}@${row.lastSeq}`;
    const known = this.#looked.get(key);
    if (known !== undefined) return known;
    const found = await this.#at(row, row.lastSeq);
    this.#looked.set(key, found);
    return found;
  }

  async #at(row: ExecutionRow, seq: number): Promise<{ loaded: LoadedPlan; state: RunState }> {
    const loaded = await this.#options.plans.load(row.version);
    const at = { id: row.id, seq, plan: loaded.plan };
    return { loaded, state: await loadState(at, { store: this.#options.store, journal: this.#journal }) };
  }

  async #output(row: ExecutionRow): Promise<Json[]> {
    const [last] = await this.#options.store.loadSegments(row.id, row.lastSeq - 1, 1);
    return last === undefined ? [] : readOutput(last.bytes, this.#options.blobs);
  }
}

function storeQueryOf({ cursor, limit, workflowId, workflowIds, status, search, from, to }: ListQuery): ExecutionQuery {
  return {
    limit,
    ...(cursor === undefined ? {} : { cursor }),
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(workflowIds === undefined ? {} : { workflowIds }),
    ...(status === undefined || status === '' ? {} : { statuses: status.split(',').map(parseStatus) }),
    ...(search === undefined || search === '' ? {} : { search }),
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(to === undefined ? {} : { toMs: Date.parse(to) }),
  };
}

/** Throws `node_unknown` or `port_unknown`: no items would look as if there were none. */
function checkPort({ nodes, name }: Plan, { node: id, side, port }: ItemsQuery): void {
  const node = nodes.find((one) => one.id === id);
  const place = { place: { nodeId: id } };
  if (node === undefined) throw new SluiceError('node_unknown', `${name} has no node "${id}".`, place);
  const ports = side === 'in' ? node.inputs : [...node.outputs, 'error'];
  if (!ports.includes(port))
    throw new SluiceError('port_unknown', `Node "${id}" has no ${side}put port "${port}", but ${ports.join(', ')}.`, place);
}

function parseStatus(text: string): ExecutionStatus {
  const parsed = executionStatus.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new SluiceError('request_invalid', `query at /status: ${text} is none of ${executionStatus.options.join(', ')}.`, {
    place: { pointer: '/status' },
  });
}
