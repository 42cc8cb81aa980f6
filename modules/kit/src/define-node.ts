import type { Json, NodeKind, NodeType, PortSpec } from '@sluice/protocol';
import type { Item, NewItem } from './item.ts';
import type { Params, ParamValues } from './params.ts';

/** Items by output port; a port that is absent gives out nothing. */
export type Outputs = { readonly [port: string]: readonly (Item | NewItem)[] } | undefined;

/**
 * Asks for an effect, the only way out of the sandbox. Resolves to the handle's answer; rejects with an error that has a stable `code`.
 * `repeatable` declares that doing it twice is harmless.
 */
export type Effect = (verb: string, uri: string, args?: Json, options?: { readonly repeatable?: boolean }) => Promise<Json>;

interface CommonContext {
  readonly effect: Effect;
  readonly node: { readonly id: string; readonly type: string; readonly title: string };
  readonly execution: {
    readonly id: string;
    readonly workflowId: string;
    readonly workflowName: string;
    readonly version: string;
    readonly mode: string;
    readonly startedAt: string;
  };
  /** Adds a line to the step's log. */
  log(...values: unknown[]): void;
}

/** What `run` gets in mode `each`: one input item, and the parameters as they are for it. */
export interface EachContext<P extends Params = Params> extends CommonContext {
  readonly item: Item;
  readonly index: number;
  readonly params: ParamValues<P>;
}

/** What `run` gets in mode `all`: every input item; `params` are those of the first item, `paramsFor` gives those of any. */
export interface AllContext<P extends Params = Params> extends CommonContext {
  /** The items of all input ports, in port order. */
  readonly items: readonly Item[];
  readonly inputs: { readonly [port: string]: readonly Item[] };
  readonly params: ParamValues<P>;
  paramsFor(item: Item): ParamValues<P>;
}

type Run<C> = (context: C) => Outputs | Promise<Outputs>;

/** How often `run` is called: once per item, once per step, or once per step when a parameter (one without templates) has one of these values. */
type Behaviour<P extends Params> =
  | { readonly mode: 'each'; readonly run: Run<EachContext<P>> }
  | { readonly mode: 'all'; readonly run: Run<AllContext<P>> }
  | {
      readonly mode: 'either';
      readonly allWhen: { readonly param: keyof P & string; readonly is: readonly string[] };
      readonly run: Run<EachContext<P> | AllContext<P>>;
    }
  | { readonly mode?: never; readonly run?: never };

/** A use of the node with its exact outcome: documentation and test at once. */
export interface NodeExample {
  readonly name: string;
  readonly params: { readonly [name: string]: Json };
  /** The `json` of the items that come in, by port. For a trigger: the items that it starts with, on `main`. */
  readonly input?: { readonly [port: string]: readonly Json[] };
  readonly onError?: 'stop' | 'continue' | 'route';
  /** The effects that the node asks for, in this order and exactly so, and the answer to each. */
  readonly effects?: readonly ExampleEffect[];
  /** The `json` of the items that go out, by port; ports that give out nothing are left out. */
  readonly output?: { readonly [port: string]: readonly Json[] };
  /** The failure instead of an output: of the step, or already of the document. `message` is a part of the message. */
  readonly error?: { readonly code: string; readonly message?: string; readonly param?: string };
  readonly logs?: readonly string[];
}

export interface ExampleEffect {
  readonly verb: string;
  readonly uri: string;
  readonly args?: Json;
  readonly result?: Json;
  readonly error?: { readonly code: string; readonly message: string };
}

export interface NodeMetadata<P extends Params> {
  /** `module.name@major`. */
  readonly type: string;
  /** Default `action`. */
  readonly kind?: NodeKind;
  readonly title: string;
  /** One sentence for the builder who looks for a node. */
  readonly summary: string;
  readonly category: NodeType['category'];
  /** A Tabler icon's name, e.g. `git-branch`. */
  readonly icon: string;
  /** Default one port, `main`; a trigger has none. */
  readonly inputs?: readonly (string | PortSpec)[];
  /** Default one port, `main`. */
  readonly outputs?: readonly (string | PortSpec)[];
  readonly outputsFrom?: NodeType['outputsFrom'];
  readonly params: P;
  /** The effects that it may ask for, as `verb scheme`; default none. */
  readonly effects?: readonly string[];
  readonly examples: readonly NodeExample[];
}

export type NodeDefinition<P extends Params = Params> = NodeMetadata<P> & Behaviour<P>;

/** A node type as the build and the tests read it. */
export interface DefinedNode {
  readonly nodeType: NodeType;
  /** As the sandbox reads it: `all` when the parameter has one of the values in `all`, else `each`. Undefined: there is no code. */
  readonly mode: 'each' | 'all' | { readonly param: string; readonly all: readonly string[] } | undefined;
  readonly examples: readonly NodeExample[];
}

/**
 * Defines a node type. Write `export default defineNode({ … })` in `src/nodes/<name>.ts`: the build keeps `type`, `mode` and `run` for
 * the sandbox, puts the rest into the manifest, and the tests run the `examples`.
 */
export function defineNode<const P extends Params>(definition: NodeDefinition<P>): DefinedNode {
  const { type, kind = 'action', title, summary, category, icon, outputsFrom, params, effects = [], examples } = definition;
  const { inputs = kind === 'trigger' ? [] : ['main'], outputs = ['main'] } = definition;
  const nodeType: NodeType = {
    type,
    kind,
    title,
    summary,
    category,
    icon,
    inputs: inputs.map(toPort),
    outputs: outputs.map(toPort),
    ...(outputsFrom === undefined ? {} : { outputsFrom }),
    params: Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.spec])),
    effects: [...effects],
  };
  const mode = definition.mode === 'either' ? { param: definition.allWhen.param, all: definition.allWhen.is } : definition.mode;
  return { nodeType, mode, examples };
}

function toPort(port: string | PortSpec): PortSpec {
  return typeof port === 'string' ? { name: port } : port;
}
