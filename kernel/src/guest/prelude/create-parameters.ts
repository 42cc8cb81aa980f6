import type { GuestItem } from '../contract.ts';
import type { createErrorReader } from './create-error-reader.ts';
import type { ScopeKeeper } from './create-scope.ts';
import type { Fail, LoadedNode, Params } from './guest-types.ts';

export interface Parameters {
  begin(loaded: LoadedNode, items: readonly GuestItem[]): void;
  /** The parameters for the item at an index; for index 0 of no items, those of an empty item. */
  paramsFor(at: number): Params;
}

/**
 * Evaluates a node's parameters: every template for the item at hand, code as functions, then the check of the node type. Made once, for
 * the image. Runs in the guest: it must not refer to anything outside itself.
 */
export function createParameters(
  { scope, use }: ScopeKeeper,
  errors: ReturnType<typeof createErrorReader>,
  indexOf: (item: unknown) => number | undefined,
  fail: Fail,
): Parameters {
  const empty: GuestItem = { json: {} };
  const toPromise = Promise.resolve.bind(Promise);
  let loaded: LoadedNode;
  let items: readonly GuestItem[] = [];
  let current = 0;

  /** Template `index` for the current item. What goes wrong in it is marked with its parameter and item. */
  function evaluate(index: number): unknown {
    use(items[current] ?? empty);
    try {
      return loaded.compiled[index]?.(scope);
    } catch (thrown) {
      const { code, message } = errors.read(thrown, { node: '', scope: '', paths: [] });
      const item = current < items.length ? { item: current } : {};
      return fail(code === 'step_stack' ? code : 'template_failed', message, { param: loaded.node.paths[index] ?? '', ...item });
    }
  }

  /** Code `index` as a function of an item; without one it is for the item that is current now. */
  function code(index: number): (item?: unknown) => unknown {
    const own = current;
    return (item) => {
      const at = item === undefined ? own : (indexOf(item) ?? fail('code_failed', 'Code is called for one of the input items'));
      use(items[at] ?? empty);
      const given = loaded.compiled[index]?.(scope);
      // As async functions do it: what comes back is no promise, or a true one, whatever the code made up.
      return isThenable(given) ? toPromise(given) : given;
    };
  }

  function isThenable(value: unknown): boolean {
    return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
  }

  function paramsFor(at: number): Params {
    const { node, definition, buildParams, params } = loaded;
    if (params !== undefined) return params;
    const check = definition?.check;
    current = at;
    const built = buildParams === undefined ? node.params : buildParams(evaluate, code);
    return check === undefined ? built : check(built);
  }

  return {
    begin(given, list) {
      loaded = given;
      items = list;
    },
    paramsFor,
  };
}
