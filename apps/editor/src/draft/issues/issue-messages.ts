import type { Change, Issue, NodeType, WorkflowDocument } from '@sluice/protocol';

/** What the worker is told before it checks, as far as it does not know it from before, and then: check. */
export type ToIssueWorker =
  | { readonly type: 'catalog'; readonly nodes: readonly NodeType[] }
  /** The document from now on. */
  | { readonly type: 'document'; readonly document: WorkflowDocument }
  /** Changes to the document that it has: a thousandth of a large document. */
  | { readonly type: 'changes'; readonly changes: readonly Change[] }
  | { readonly type: 'check' };

/** One for each `check`, in their order. `failed`: the compiler itself broke. */
export type FromIssueWorker =
  | { readonly type: 'found'; readonly issues: readonly Issue[] }
  | { readonly type: 'failed'; readonly message: string };
