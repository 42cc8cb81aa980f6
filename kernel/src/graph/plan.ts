import type { EffectClass, Json, NodeKind, NodeType, RetryPolicy, WorkflowSettings } from '@sluice/protocol';

/** Where a template or piece of code stands: the path of the parameter, e.g. `headers.0.value`. */
export interface PlanTemplate {
  readonly param: string;
  /** `template`: `source` is an expression, its value takes the parameter's place. `code`: the body of an async function, which arrives as a function. */
  readonly kind: 'template' | 'code';
  /**
   * JavaScript with the names of the template language (`kernel/src/guest/language.ts`). Of a template: `templateSource(parseTemplate(text))`,
   * one expression that puts the whole text together. Of code: the parameter's text as it was written.
   */
  readonly source: string;
}

export interface PlanNode {
  readonly id: string;
  readonly index: number;
  readonly type: string;
  readonly kind: NodeKind;
  readonly title: string;
  /** Parameters with defaults filled in; templates still as they were written. */
  readonly params: { readonly [name: string]: Json };
  readonly templates: readonly PlanTemplate[];
  /** Ids of the nodes that the templates and code refer to by `$node('id')`; all of them upstream. */
  readonly references: readonly string[];
  /** Which of `$trigger`, `$vars` and `$execution` the templates and code mention; the others are not handed to the guest. Absent: all. */
  readonly reads?: readonly ('trigger' | 'vars' | 'execution')[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Indexes into `edges`, by input port, in edge order. */
  readonly inEdges: { readonly [port: string]: readonly number[] };
  /** Indexes into `edges`, by output port (`error` included when `onError` is `route`). */
  readonly outEdges: { readonly [port: string]: readonly number[] };
  /** The loop nodes whose bodies this node lies in, outermost first. A loop node itself lies in its parent's body. */
  readonly loops: readonly string[];
  /** For loop and for-each: the ids of all nodes in the body, inner loops' bodies included. */
  readonly body: readonly string[];
  readonly onError: 'stop' | 'continue' | 'route';
  readonly retry: RetryPolicy | undefined;
  readonly timeoutMs: number | undefined;
  readonly onDoubt: 'ask' | 'retry' | 'done' | 'fail';
  readonly disabled: 'pass' | 'block' | undefined;
  /** What the node type may request (its manifest entry). */
  readonly effects: readonly string[];
}

export interface PlanEdge {
  readonly index: number;
  readonly from: string;
  readonly fromPort: string;
  readonly to: string;
  readonly toPort: string;
}

/** What a document compiles to. Plain JSON, so that it crosses to workers and can be hashed. */
export interface Plan {
  /** The document's version hash: SHA-256 over RFC 8785 of the document without `layout`, 64 hex digits. */
  readonly version: string;
  readonly name: string;
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly PlanEdge[];
  readonly triggers: readonly string[];
  readonly settings: WorkflowSettings;
  /** Node types used, for which the guest image needs the guest script. */
  readonly types: readonly string[];
}

/** The installed node types by name, made from module manifests. */
export type Catalog = ReadonlyMap<string, NodeType>;

export type { EffectClass };
