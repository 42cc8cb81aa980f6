import type { GuestItem } from '@sluice/kernel';
import type { Json } from '@sluice/protocol';

/** What a node's expressions can see while they are written: the data of a run, or pinned and sample data. Items are the first page of them. */
export interface ExpressionData {
  /** The items of all inputs, in the order of the ports. */
  readonly items: readonly GuestItem[];
  /** How many there are, of which `items` are the first. */
  readonly total: number;
  /** Every node that leads to this one. */
  readonly upstream: readonly string[];
  /** The nodes that are connected to its inputs: their output is `$json`. */
  readonly inputs: readonly string[];
  /** What nodes gave out, as far as it is at hand. */
  readonly nodes: { readonly [id: string]: readonly GuestItem[] };
  readonly trigger: readonly GuestItem[];
  readonly vars: { readonly [name: string]: Json };
  readonly execution: {
    readonly id: string;
    readonly workflowId: string;
    readonly workflowName: string;
    readonly version: string;
    readonly mode: string;
    readonly startedAt: string;
  };
  /** The innermost iteration, when the step ran in a loop body. */
  readonly loop: { readonly index: number } | undefined;
  /** Where the items are from. */
  readonly source: 'run' | 'pin' | 'sample' | 'none';
}
