import type { Json, ParamSpec } from '@sluice/protocol';
import type { Item } from './item.ts';

/** A parameter's spec together with the TypeScript type of its value in `run`. */
export interface Param<Value> {
  readonly spec: ParamSpec;
  /** Never there at run time; carries the type. */
  readonly value?: Value;
}

export type Params = { readonly [name: string]: Param<unknown> };

/** The values that `run` gets for a node's parameters. */
export type ParamValues<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer V> ? V : never };

/** What a `code` parameter arrives as. With an item, `$json` and `$item` in the code are that one; `$items` is always all of them. */
export type Code = (item?: Item, index?: number) => unknown;

interface Common {
  readonly title: string;
  readonly help?: string;
  /** An example of what to fill in, shown in the empty field. */
  readonly placeholder?: string;
  /** The editor shows the field only while another parameter has one of these values. */
  readonly when?: { readonly param: string; readonly is: readonly Json[] };
  readonly required?: boolean;
  /** False: the value is taken as it is written, never as a template. */
  readonly template?: boolean;
}
type With<D> = Common & { readonly default?: D };
type Bounded = With<number> & { readonly min?: number; readonly max?: number };

/** `V`, or `V | undefined` when the parameter is neither required nor has a default. */
type Value<V, O> = O extends { required: true } | { default: Json } ? V : V | undefined;
type Fields = { readonly [name: string]: Param<unknown> };

function make<V>(spec: object): Param<V> {
  return { spec: spec as ParamSpec }; // each builder below gives exactly the members of its kind
}

/** The kinds of parameters. What each kind takes is in `protocol/src/module/module-manifest.ts`. */
export const p = {
  /** One line of text. */
  string: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'string', ...o }),
  /** Text of many lines. */
  text: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'text', ...o }),
  number: <const O extends Bounded>(o: O) => make<Value<number, O>>({ kind: 'number', ...o }),
  integer: <const O extends Bounded>(o: O) => make<Value<number, O>>({ kind: 'integer', ...o }),
  /** A switch or a condition. From a template, every value counts as JavaScript would, except the text `false`, which is false. */
  boolean: <const O extends With<boolean>>(o: O) => make<Value<boolean, O>>({ kind: 'boolean', ...o }),
  /** Any JSON value. */
  json: <const O extends With<Json>>(o: O) =>
    make<O extends { required: true } | { default: Json } ? Json : Json | undefined>({ kind: 'json', ...o }),
  /** One of `options`, given as value → title. */
  select: <const T extends { readonly [value: string]: string }, const O extends With<string>>(o: O & { readonly options: T }) =>
    make<Value<keyof T & string, O>>({
      kind: 'select',
      ...o,
      options: Object.entries(o.options).map(([value, title]) => ({ value, title })),
    }),
  /** JavaScript; never a template. Arrives as a function. */
  code: <const O extends With<string>>(o: O) =>
    make<Value<Code, O>>({ kind: 'code', language: 'javascript', ...o, template: false }),
  list: <V, const O extends With<readonly Json[]>>(o: O & { readonly of: Param<V> }) =>
    make<Value<readonly Exclude<V, undefined>[], O>>({ kind: 'list', ...o, of: o.of.spec }),
  object: <const F extends Fields, const O extends With<{ readonly [key: string]: Json }>>(o: O & { readonly fields: F }) =>
    make<Value<ParamValues<F>, O>>({
      kind: 'object',
      ...o,
      fields: Object.fromEntries(Object.entries(o.fields).map(([name, field]) => [name, field.spec])),
    }),
  /** Names of the builder's choice, each with a value of the same kind. */
  map: <V, const O extends With<{ readonly [key: string]: Json }>>(o: O & { readonly of: Param<V> }) =>
    make<Value<{ readonly [key: string]: Exclude<V, undefined> }, O>>({ kind: 'map', ...o, of: o.of.spec }),
  /** The name of a secret. The value never comes here; a handle puts it in. */
  secret: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'secret', ...o }),
  /** A workflow's id. */
  workflow: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'workflow', ...o }),
  cron: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'cron', ...o }),
  /** An IANA time zone. */
  timezone: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'timezone', ...o }),
  /** A moment as RFC 3339 text. */
  datetime: <const O extends With<string>>(o: O) => make<Value<string, O>>({ kind: 'datetime', ...o }),
  /** Milliseconds. */
  duration: <const O extends Bounded>(o: O) => make<Value<number, O>>({ kind: 'duration', ...o }),
};
