import type { Json } from '@sluice/protocol';
import type { GuestItem, StepRequest } from '../contract.ts';
import type { Effect, Scope } from './guest-types.ts';

export interface ScopeKeeper {
  readonly scope: Scope;
  begin(request: StepRequest, items: readonly GuestItem[]): void;
  /** Makes this the current item: `$item` and `$json`. */
  use(item: GuestItem): void;
}

/**
 * The names of the template language. Made once, for the image; each step begins from there. Runs in the guest: it must not refer to
 * anything outside itself.
 */
export function createScope(effect: Effect, log: (...values: unknown[]) => void): ScopeKeeper {
  const { hasOwn } = Object;
  const empty: GuestItem = { json: {} };
  const noVars = {};
  const seen = new Map<string, object>();
  const console = { log, info: log, warn: log, error: log, debug: log };
  let request: StepRequest;
  let items: readonly GuestItem[] = [];
  let current = empty;

  function view(id: string, list: readonly GuestItem[]): object {
    const made = { items: list, json: list[0]?.json, first: () => list[0], all: () => list };
    seen.set(id, made);
    return made;
  }

  function $node(id: unknown): object {
    const name = String(id);
    const known = seen.get(name);
    if (known !== undefined) return known;
    const { nodes } = request;
    const list = nodes !== undefined && hasOwn(nodes, name) ? nodes[name] : undefined;
    if (list === undefined) throw new ReferenceError(`$node('${name}') is not a node that leads to this one`);
    return view(name, list);
  }

  const scope: Scope = {
    get $json(): Json {
      return current.json;
    },
    get $item() {
      return current;
    },
    get $items() {
      return items;
    },
    $node,
    get $trigger() {
      return request.trigger?.[0] ?? empty;
    },
    get $vars() {
      return request.vars ?? noVars;
    },
    get $execution() {
      return request.execution;
    },
    get $now() {
      return new Date(request.nowMs);
    },
    get $loop() {
      return request.loop;
    },
    effect,
    console,
  };

  return {
    scope,
    begin(given, list) {
      request = given;
      items = list;
    },
    use(item) {
      current = item;
    },
  };
}
