import type { ExecutionStatus, Json } from '@sluice/protocol';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { KvStore } from '../storage/ports/kv-store.ts';

/** What the handles need of their surroundings; the composition root gives the real ones. */

/** The secret vault. A value that it reveals goes nowhere but into a request (I7). */
export interface Secrets {
  reveal(name: string): Promise<{ readonly value: string; readonly hosts: readonly string[] } | undefined>;
}

export type Blobs = Pick<BlobStore, 'writeMany' | 'read' | 'readStream' | 'stat'>;
export type { KvStore };

/** Starts sub-workflows. */
export interface Executions {
  /**
   * Makes the child, durably, unless it is there already. The caller of the effect parks on the child: its end comes as an input of
   * the parent's, also when the child had ended before. The id may be another than the one asked for when an earlier attempt's
   * child failed.
   *
   * Rejects with `workflow_unknown` or `workflow_not_published`.
   */
  startChild(request: ChildRequest): Promise<{ readonly executionId: string; readonly status: ExecutionStatus }>;
}

export interface ChildRequest {
  /** That of the first attempt's child; it follows from the effect and its arguments. */
  readonly executionId: string;
  readonly workflowId: string;
  /** A version's hash; undefined: the active or newest published one. */
  readonly version: string | undefined;
  readonly trigger: string | undefined;
  /** The `json` of the trigger's items. */
  readonly items: readonly Json[];
  readonly depth: number;
  readonly parent: {
    readonly executionId: string;
    readonly node: string;
    readonly scope: string;
    readonly attempt: number;
    readonly index: number;
  };
  /** Whether the parent waits for the end. */
  readonly wait: boolean;
  readonly mode: 'production' | 'manual';
  readonly owner: string;
  readonly actor: string | undefined;
}

/** Where the lines of `log` effects go. */
export type LogSink = (line: {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly data: Json | undefined;
  readonly executionId: string;
  readonly workflowId: string;
  readonly nodeId: string;
}) => void;

/** Ms since the epoch. */
export type Clock = () => number;
