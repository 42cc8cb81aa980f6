import type { StepRequest } from '../contract.ts';
import type { createStep, StepLimits, StepParts } from './create-step.ts';
import type { BuildParams, Compiled, Definition, GuestNode, LoadedNode } from './guest-types.ts';
import type { installText } from './install-text.ts';
import type { lockDown } from './lock-down.ts';

export interface PreludeParts extends StepParts {
  readonly createStep: typeof createStep;
  readonly installText: typeof installText;
  readonly lockDown: typeof lockDown;
}

/**
 * The one way into the guest. With the JSON text of a `StepRequest` it starts a step; with '' it goes on with it. Gives the JSON text of
 * a `StepOutcome`, or '' when the pending jobs must be run before it is called again.
 */
export type GuestEntry = (requestText: string) => string;

/** What the chunks of a guest source call while the image is made, as `__sluice`. */
export interface GuestLoader {
  /** A node type's guest script brings its code. */
  define(definition: Definition): void;
  /** A node of the plan, as JSON text. */
  node(text: string): void;
  compiled(nodeId: string, index: number, compiled: Compiled): void;
  params(nodeId: string, build: BuildParams): void;
  /** Ends the loading: text never becomes code from here on (I6). */
  finish(): GuestEntry;
}

type Mutable<T> = { -readonly [member in keyof T]: T[member] };

/** Puts the guest's loader in place as `__sluice`. Runs in the guest: it must not refer to anything outside itself and its parts. */
export function install(globals: { [name: string]: unknown }, parts: PreludeParts, limits: StepLimits): void {
  const { parse, stringify } = JSON;
  const definitions = new Map<string, Definition>();
  const nodes = new Map<string, Mutable<LoadedNode> & { compiled: Compiled[] }>();
  parts.installText(globals);

  function get(id: string) {
    const known = nodes.get(id);
    if (known === undefined) throw new Error(`The plan has no node ${id}`);
    return known;
  }

  const loader: GuestLoader = {
    define(definition) {
      definitions.set(definition.type, definition);
    },
    node(text) {
      const node: GuestNode = parse(text);
      nodes.set(node.id, { node, definition: definitions.get(node.type), compiled: [], buildParams: undefined });
    },
    compiled(nodeId, index, compiled) {
      get(nodeId).compiled[index] = compiled;
    },
    params(nodeId, build) {
      get(nodeId).buildParams = build;
    },
    finish() {
      delete globals['__sluice'];
      parts.lockDown(globals);
      return createEntry();
    },
  };

  function createEntry(): GuestEntry {
    const errors = parts.createErrorReader();
    const { begin, proceed } = parts.createStep(globals, parts, limits);
    return (requestText) => {
      try {
        if (requestText !== '') {
          const request: StepRequest = parse(requestText);
          begin(request, get(request.node));
        }
        return proceed();
      } catch (thrown) {
        return stringify({ kind: 'failed', error: errors.read(thrown, { node: '', scope: '', paths: [] }), logs: [] });
      }
    };
  }

  globals['__sluice'] = loader;
}
