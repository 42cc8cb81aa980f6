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

type Loading = { -readonly [member in keyof LoadedNode]: LoadedNode[member] } & { compiled: Compiled[] };

/** Puts the guest's loader in place as `__sluice`. Runs in the guest: it must not refer to anything outside itself and its parts. */
export function install(globals: { [name: string]: unknown }, parts: PreludeParts, limits: StepLimits): void {
  const { parse, stringify } = JSON;
  const definitions = new Map<string, Definition>();
  const nodes = new Map<string, Loading>();
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
      const { id, type, title, outputs, controlPort } = node;
      const portTexts: { [port: string]: string } = Object.create(null);
      for (const port of controlPort === undefined ? outputs : [...outputs, controlPort]) portTexts[port] = stringify(port);
      nodes.set(id, {
        node,
        about: { id, type, title },
        portTexts,
        definition: definitions.get(type),
        compiled: [],
        buildParams: undefined,
      });
    },
    compiled(nodeId, index, compiled) {
      get(nodeId).compiled[index] = compiled;
    },
    params(nodeId, build) {
      get(nodeId).buildParams = build;
    },
    finish() {
      delete globals['__sluice'];
      for (const loaded of nodes.values()) checkParams(loaded);
      parts.lockDown(globals);
      return createEntry();
    },
  };

  /** Parameters without templates are checked once; what is wrong with them is for the step to say. */
  function checkParams(loaded: Loading): void {
    const { node, definition, buildParams } = loaded;
    if (buildParams !== undefined || definition === undefined) return;
    try {
      loaded.params = definition.check === undefined ? node.params : definition.check(node.params);
    } catch {}
  }

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
