import type { ExpressionData } from '../expression-data.ts';

/** One text to evaluate for one item of the data that was sent before. */
export interface PreviewRequest {
  /** A template, its `=` included, or the body of a function. */
  readonly kind: 'template' | 'code';
  readonly text: string;
  /** Which of `items` is `$json`. */
  readonly item: number;
  /** What the clock says in it, ms since the epoch. */
  readonly nowMs: number;
}

export type ValueType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'null'
  | 'nothing'
  | 'list'
  | 'object'
  | 'date'
  | 'function'
  | 'symbol'
  | 'bigint';

/**
 * What came of it. Of an error, `line` and `column` count from 1 in the text; `from` and `to` are offsets in it that span what failed,
 * where that is known.
 */
export type Preview =
  | {
      readonly kind: 'value';
      readonly type: ValueType;
      /** JSON, or what stands for what is no JSON; cut when it is very long. */
      readonly text: string;
      readonly isCut: boolean;
      /** No JSON: a step that gave it out would fail. What it is, and where in it (`a.0.b`, or empty for all of it). */
      readonly refused?: { readonly what: string; readonly path: string } | undefined;
      readonly logs: readonly string[];
    }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly hint?: string | undefined;
      readonly line?: number | undefined;
      readonly column?: number | undefined;
      readonly from?: number | undefined;
      readonly to?: number | undefined;
    }
  /** Code that awaits effects: a preview performs none. */
  | { readonly kind: 'waits'; readonly verb: string; readonly uri: string }
  | { readonly kind: 'slow'; readonly limitMs: number };

export type ToWorker =
  | { readonly type: 'data'; readonly data: ExpressionData }
  | { readonly type: 'evaluate'; readonly request: PreviewRequest };

/** `started`: the sandbox is ready and runs it now; from here on counts the time that it may take. */
export type FromWorker = { readonly type: 'started' } | { readonly type: 'done'; readonly preview: Preview };
