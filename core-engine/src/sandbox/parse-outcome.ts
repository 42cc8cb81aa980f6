import type { GuestEffectRequest, GuestItem, StepOutcome } from '@sluice/kernel';
import {
  type BlobRef,
  blobRef,
  type ErrorCode,
  isErrorCode,
  type Json,
  MAX_JSON_DEPTH,
  type OutputItem,
  type RunError,
} from '@sluice/protocol';
import { z } from 'zod';

/**
 * Reads what the guest answered. The guest may be hostile: everything is checked, and built anew from what was checked, so that nothing
 * but outcomes of the contract get into the journal. `items` are the step's input items, for those that are passed on by index. What is
 * no outcome, or is nested too deeply, fails the step; that follows from the request alone, too (I4).
 */
export function parseOutcome(text: string, items: readonly GuestItem[]): StepOutcome {
  try {
    return readOutcome(JSON.parse(text), items);
  } catch (error) {
    if (error instanceof TooDeep) return failed('step_output_too_deep', `The node gave out more than ${MAX_JSON_DEPTH} levels.`);
    if (!(error instanceof NotAnOutcome) && !(error instanceof SyntaxError)) throw error;
    return failed('step_output_invalid', "The node's code broke the sandbox's own output.");
  }
}

function failed(code: ErrorCode, message: string): StepOutcome {
  return { kind: 'failed', error: { code, message }, logs: [] };
}

class TooDeep extends Error {}

class NotAnOutcome extends Error {}

function refuse(): never {
  throw new NotAnOutcome();
}

type Members = { readonly [name: string]: unknown };

function readOutcome(value: unknown, items: readonly GuestItem[]): StepOutcome {
  const { kind, outputs, logs, error, requests } = members(value);
  switch (kind) {
    case 'completed':
      return { kind, outputs: readOutputs(outputs, items), logs: list(logs).map(text) };
    case 'failed':
      return { kind, error: readError(error), logs: list(logs).map(text) };
    case 'waiting':
      return { kind, requests: list(requests).map(readRequest) };
    default:
      return refuse();
  }
}

function readOutputs(value: unknown, items: readonly GuestItem[]): { readonly [port: string]: readonly OutputItem[] } {
  const readItem = (item: unknown): OutputItem => (typeof item === 'number' ? passedOn(item, items) : readMade(item, items));
  return Object.fromEntries(Object.entries(members(value)).map(([port, given]) => [port, list(given).map(readItem)]));
}

function passedOn(at: number, items: readonly GuestItem[]): OutputItem {
  const { json, blobs, error } = items[at] ?? refuse();
  return { json, ...(blobs === undefined ? {} : { blobs }), from: [at], ...(error === undefined ? {} : { error }) };
}

function readMade(value: unknown, items: readonly GuestItem[]): OutputItem {
  const { json, blobs, from, error, index: marked } = members(value);
  if (marked !== undefined) return { ...passedOn(index(marked), items), error: readError(error) };
  return {
    json: readJson(json),
    ...(blobs === undefined ? {} : { blobs: readBlobs(blobs) }),
    ...(from === undefined ? {} : { from: list(from).map(index) }),
    ...(error === undefined ? {} : { error: readError(error) }),
  };
}

const blobRecord = z.record(z.string(), blobRef);

function readBlobs(value: unknown): { readonly [name: string]: BlobRef } {
  const read = blobRecord.safeParse(value);
  return read.success ? read.data : refuse();
}

/** Codes are the table's: what code made up itself counts as its own failure. */
function readError(value: unknown): RunError {
  const { code, message, hint, nodeId, scope, param, item, line, column } = members(value);
  return {
    code: isErrorCode(text(code)) ? text(code) : 'code_failed',
    message: text(message),
    ...(hint === undefined ? {} : { hint: text(hint) }),
    ...(nodeId === undefined ? {} : { nodeId: text(nodeId) }),
    ...(scope === undefined ? {} : { scope: text(scope) }),
    ...(param === undefined ? {} : { param: text(param) }),
    ...(item === undefined ? {} : { item: index(item) }),
    ...(line === undefined ? {} : { line: index(line) }),
    ...(column === undefined ? {} : { column: index(column) }),
  };
}

function readRequest(value: unknown, _at: number): GuestEffectRequest {
  const { index: number, verb, uri, args, repeatable } = members(value);
  const request = { index: index(number), verb: text(verb), uri: text(uri), args: readJson(args) };
  return repeatable === true ? { ...request, repeatable } : request;
}

/** `JSON.parse` takes any depth, but what encodes the journal does not. */
function readJson(value: unknown): Json {
  if (value === undefined) return refuse();
  checkDepth(value, MAX_JSON_DEPTH);
  return value as Json; // JSON.parse gives JSON values and nothing else
}

function checkDepth(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw new TooDeep();
  if (Array.isArray(value)) for (const element of value) checkDepth(element, levels - 1);
  else for (const key in value) checkDepth((value as Members)[key], levels - 1);
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : refuse();
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : refuse();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : refuse();
}

function index(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : refuse();
}
