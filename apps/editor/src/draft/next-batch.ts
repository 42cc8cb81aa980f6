import {
  applyChanges,
  type Change,
  type DocumentNode,
  diffDocuments,
  type Json,
  SluiceError,
  type WorkflowDocument,
} from '@sluice/protocol';
import { type BatchLimits, fits, sizeOf } from './batch-limits.ts';
import type { DraftEntry } from './draft-store.ts';
import { stepTo } from './step-to.ts';

export interface NextBatch {
  readonly changes: readonly Change[];
  /** What is known with these changes on top. */
  readonly document: WorkflowDocument;
  /** The last entry of undo that is in it, where it holds whole entries and not all of them. */
  readonly upTo?: DraftEntry;
}

export interface NextBatchOptions {
  /** The draft as the engine has it. */
  readonly known: WorkflowDocument;
  readonly document: WorkflowDocument;
  /** What makes `document` of `known`, where that is known already. */
  readonly changes?: readonly Change[];
  /** What was done since `known`, newest last, as far as that is all; empty when it is not. */
  readonly entries: readonly DraftEntry[];
  readonly limits: BatchLimits;
}

/**
 * What is to be sent next: everything, or, where that is more than one request may carry, as many whole entries of undo as fit; where not
 * even the first fits, as many cells. So the rest follows in batches of its own, and an edit of any size arrives.
 *
 * @throws SluiceError `body_too_large` when nothing is left but a single value that no request may carry
 */
export function nextBatch({
  known,
  document,
  changes = diffDocuments(known, document),
  entries,
  limits,
}: NextBatchOptions): NextBatch {
  if (fits(changes, limits)) return { changes, document };
  return wholeEntries({ known, document, entries, limits }) ?? someCells(known, changes, limits);
}

/** The document as it was after the newest entry up to which everything fits. */
function wholeEntries({ known, document, entries, limits }: NextBatchOptions): NextBatch | undefined {
  const stages = [document]; // newest first
  for (const { backward } of entries.slice(1).toReversed()) stages.push(stepTo(stages.at(-1)!, backward));
  let best: NextBatch | undefined;
  for (let low = 1, high = stages.length - 1; low <= high; ) {
    const middle = (low + high) >> 1;
    const stage = stages[middle]!;
    const changes = diffDocuments(known, stage);
    if (changes.length > 0 && fits(changes, limits)) {
      best = { changes, document: stage, upTo: entries.at(-1 - middle)! };
      high = middle - 1;
    } else low = middle + 1;
  }
  return best;
}

function someCells(known: WorkflowDocument, changes: readonly Change[], limits: BatchLimits): NextBatch {
  const taken: Change[] = [];
  let bytes = 0;
  let tooLarge: { readonly change: Change; readonly bytes: number } | undefined;
  for (const change of changes.flatMap((each) => partsOf(each, limits))) {
    const size = sizeOf(change);
    if (size > limits.bytes) tooLarge ??= { change, bytes: size };
    else if (bytes + size > limits.bytes || taken.length >= limits.changes) break;
    else {
      taken.push(change);
      bytes += size;
    }
  }
  if (taken.length === 0 && tooLarge !== undefined) throw valueTooLarge(known, tooLarge.change, tooLarge.bytes, limits);
  return { changes: taken, document: applyChanges(known, taken) };
}

/** A value that is too large to come with what it was takes the other's place whole; a new node that is too large comes without its parameters, and they after it. */
function partsOf(change: Change, limits: BatchLimits): Change[] {
  if (sizeOf(change) <= limits.bytes) return [change];
  const { path, value, was } = change;
  if (was !== undefined) return [value === undefined ? { path } : { path, value }];
  if (path[0] !== 'nodes' || path.length !== 2 || value === undefined) return [change];
  const { params, ...node } = value as unknown as DocumentNode; // a cell of a document that was checked
  return [
    { path, value: { ...node, params: {} } as Json },
    ...Object.entries(params).map(([name, param]) => ({ path: [...path, 'params', name], value: param as Json })),
  ];
}

function valueTooLarge(document: WorkflowDocument, { path, value }: Change, bytes: number, limits: BatchLimits): SluiceError {
  const [area, id = '', field, name] = path;
  const nodeName = area === 'nodes' ? (document.nodes[id]?.name ?? nameIn(value) ?? id) : undefined;
  const what = nodeName === undefined ? path.join('/') : `The field “${name ?? field ?? ''}” of “${nodeName}”`;
  const megabytes = (count: number) => `${Math.round((count / 1024 / 1024) * 10) / 10} MB`;
  return new SluiceError(
    'body_too_large',
    `${what} takes ${megabytes(bytes)}; a single value may take ${megabytes(limits.bytes)}.`,
    {
      hint: 'Make it shorter, or let the workflow read it from a file or an address. Everything else is saved.',
      place: { ...(area === 'nodes' ? { nodeId: id } : {}), ...(name === undefined ? {} : { param: name }) },
    },
  );
}

/** What a node that is not known yet calls itself. */
function nameIn(value: Json | undefined): string | undefined {
  const name = typeof value === 'object' && value !== null ? (value as { readonly name?: Json }).name : undefined;
  return typeof name === 'string' ? name : undefined;
}
