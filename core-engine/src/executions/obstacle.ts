import { type ExecutionSummary, type Json, SluiceError, type WorkflowDocument } from '@sluice/protocol';
import { AppendRefused } from '../journal/append-refused.ts';

type Waits = ExecutionSummary['waits'];

/** Those of the engine as a whole: they pass by themselves, or stop everything, and say nothing about the one execution that met them. */
const PASSING: ReadonlySet<string> = new Set(['disk_full', 'database_failed', 'overloaded', 'shutting_down']);
/** Those that come again however often it is tried, until something is mended. */
const LASTING: ReadonlySet<string> = new Set([
  'document_invalid',
  'not_found',
  'journal_invalid',
  'blob_unknown',
  'blob_corrupt',
]);

/**
 * What becomes of an execution that an error has stopped which is not the workflow's own: `passing` ones are waited out, `lasting` ones
 * block it at once, and an `unknown` one (a bug of ours) is given some tries first. `fenced`: somebody else advances it now.
 */
export function kindOf(error: unknown): 'passing' | 'lasting' | 'unknown' | 'fenced' {
  if (error instanceof AppendRefused) return error.reason === 'fenced' ? 'fenced' : 'unknown';
  if (!(error instanceof SluiceError)) return 'unknown';
  if (PASSING.has(error.code)) return 'passing';
  return LASTING.has(error.code) ? 'lasting' : 'unknown';
}

/** The waits that an execution has, and before them the obstacle, at the node that it is about, if it is about one. */
export function withObstacle(waits: Json | undefined, error: unknown, document?: WorkflowDocument): Waits {
  const node = error instanceof SluiceError ? (error.place.nodeId ?? '') : '';
  const name = document?.nodes[node]?.name;
  const place = { node, ...(name === undefined ? {} : { nodeName: name }), scope: '', index: 0 };
  return [{ ...place, wait: { kind: 'blocked', ...describe(error) } }, ...withoutObstacle(waits)];
}

export function withoutObstacle(waits: Json | undefined): Waits {
  return waitsOf(waits).filter(({ wait }) => wait.kind !== 'blocked');
}

export function hasObstacle(waits: Json | undefined): boolean {
  return waits !== undefined && waitsOf(waits).some(({ wait }) => wait.kind === 'blocked');
}

function waitsOf(waits: Json | undefined): Waits {
  return (waits ?? []) as unknown as Waits; // the engine wrote them in this shape
}

/** What somebody is told who has an input for an execution that cannot go on. */
export function blockedError(executionId: string, error: unknown): SluiceError {
  const { message, hint } = describe(error);
  const nodeId = error instanceof SluiceError ? error.place.nodeId : undefined;
  return new SluiceError('execution_blocked', `Execution ${executionId} cannot go on: ${message}`, {
    hint,
    place: { executionId, nodeId },
    cause: error,
  });
}

export function isBlockedError(error: unknown): boolean {
  return error instanceof SluiceError && error.code === 'execution_blocked';
}

function describe(error: unknown): { code: string; message: string; hint: string } {
  const then = 'It is tried again when the engine starts and when somebody resumes it; or cancel it.';
  if (error instanceof SluiceError) return { code: error.code, message: error.detail, hint: `${error.hint} ${then}` };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, hint: `Look at the log of the engine, and report it. ${then}` };
}
