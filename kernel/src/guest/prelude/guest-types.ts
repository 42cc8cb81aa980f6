import type { Json } from '@sluice/protocol';
import type { GuestItem, StepRequest } from '../contract.ts';

/** What the guest knows of a node of its plan. */
export interface GuestNode {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** A port for the kernel alone: a loop's `control`, a respond node's `response`. */
  readonly controlPort?: string;
  readonly onError: 'stop' | 'continue' | 'route';
  /** How often the step may be tried: only the last attempt marks items in place of failing. */
  readonly attempts: number;
  /** It has code of the builder's own, which may change items in place. */
  readonly hasCode: boolean;
  /** The parameter paths of its templates and code, by their index. */
  readonly paths: readonly string[];
  readonly params: { readonly [name: string]: Json };
}

/** What a node's guest script gives to `__sluice.define`. */
export interface Definition {
  readonly type: string;
  readonly mode?: 'each' | 'all' | { readonly param: string; readonly all: readonly string[] };
  readonly run: (context: object) => unknown;
  readonly check?: (params: Params) => Params;
}

export type Params = { readonly [name: string]: unknown };

/** The names of the template language, for the item at hand. */
export interface Scope {
  readonly $json: Json;
  readonly $item: GuestItem;
  readonly $items: readonly GuestItem[];
  readonly $node: (id: unknown) => object;
  readonly $trigger: GuestItem;
  readonly $vars: NonNullable<StepRequest['vars']>;
  readonly $execution: StepRequest['execution'];
  readonly $now: Date;
  readonly $loop: StepRequest['loop'];
  readonly effect: Effect;
  readonly console: object;
}

export type Effect = (verb: unknown, uri: unknown, args?: unknown, options?: { readonly repeatable?: unknown }) => Promise<Json>;

/** A compiled template, or compiled code. */
export type Compiled = (scope: Scope) => unknown;
/** Puts a node's parameters together; `value(i)` is template `i` for the item at hand, `code(i)` its code as a function. */
export type BuildParams = (value: (index: number) => unknown, code: (index: number) => unknown) => Params;

/** What the plan gave the image for one node. All that is the same for every step of the node is made here, once, for the image. */
export interface LoadedNode {
  readonly node: GuestNode;
  /** What node code is told of its node. */
  readonly about: { readonly id: string; readonly type: string; readonly title: string };
  /** JSON texts of the output ports' names; no prototype, and no Map, whose methods code may have replaced. */
  readonly portTexts: { readonly [port: string]: string };
  readonly definition: Definition | undefined;
  /** By index; each of the node's templates and code has one. */
  readonly compiled: readonly Compiled[];
  readonly buildParams: BuildParams | undefined;
  /** Parameters without templates, checked; absent when the check fails, which is then the step's failure. */
  readonly params?: Params;
}

/** A failure with a code, as the kit's `fail` throws it too. */
export type Fail = (code: string, message: string, details?: { readonly param?: string; readonly item?: number }) => never;
