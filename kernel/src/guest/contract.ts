import type { BlobRef, Json, OutputItem, RunError } from '@sluice/protocol';

/** An item as node code sees it. */
export interface GuestItem {
  readonly json: Json;
  readonly blobs?: { readonly [name: string]: BlobRef };
  readonly error?: RunError;
}

/** The recorded result of an effect of this step, in the order in which results were settled. */
export interface GuestEffectResult {
  readonly index: number;
  readonly result: { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly error: RunError };
}

/** What crosses into the guest for one attempt of a step: JSON text of exactly this. What would be empty is left out, which is most of a small step. */
export interface StepRequest {
  readonly node: string;
  readonly scope: string;
  readonly attempt: number;
  readonly inputs: { readonly [port: string]: readonly GuestItem[] };
  readonly trigger?: readonly GuestItem[];
  /** Items of the nodes that this one refers to by `$node('id')`: first output port with live items, or empty. */
  readonly nodes?: { readonly [id: string]: readonly GuestItem[] };
  readonly vars?: { readonly [name: string]: Json };
  /** Absent when neither the node's templates and code nor its type's read it. */
  readonly execution?: {
    readonly id: string;
    readonly workflowId: string;
    readonly workflowName: string;
    readonly version: string;
    readonly mode: string;
    readonly startedAt: string;
  };
  /** The innermost iteration, when in a loop body. */
  readonly loop?: { readonly index: number };
  /** The guest's clock: `Date.now()` and `$now` say this through the whole step. Ms since the epoch. */
  readonly nowMs: number;
  /** The execution's, 32 hex digits; `Math.random` follows from it, the node, the scope and the attempt. */
  readonly seed: string;
  readonly results?: readonly GuestEffectResult[];
}

export interface GuestEffectRequest {
  readonly index: number;
  readonly verb: string;
  readonly uri: string;
  readonly args: Json;
  /** The author declares that doing it twice is harmless: class `once` becomes `idempotent`. */
  readonly repeatable?: boolean;
}

/**
 * How one attempt ended. `completed`, `failed` and `waiting` follow from the request alone; `aborted` does not (a limit or a crash),
 * so it is recorded as an input event.
 */
export type StepOutcome =
  | {
      readonly kind: 'completed';
      readonly outputs: { readonly [port: string]: readonly OutputItem[] };
      readonly logs: readonly string[];
    }
  | { readonly kind: 'failed'; readonly error: RunError; readonly logs: readonly string[] }
  /** The code awaits effects that have no result yet: those are in `requests` (all unsettled ones, in index order). */
  | { readonly kind: 'waiting'; readonly requests: readonly GuestEffectRequest[] }
  | { readonly kind: 'aborted'; readonly error: RunError };

/** Runs one attempt of a step in a guest. Synchronous; throws only for bugs of the host. */
export interface StepRunner {
  runStep(request: StepRequest): StepOutcome;
}
