/** Why a value cannot leave the guest: what it is, where (`a.0.b`), and whether only its depth is at fault. */
export interface JsonFault {
  readonly what: string;
  readonly path: string;
  readonly isTooDeep: boolean;
}

export interface JsonCheck {
  /** The value, ready for `JSON.stringify`: what `toJSON` gives is put in place. Throws what `faultOf` reads. */
  check(value: unknown): unknown;
  /** The fault, when this is one; undefined for anything else that was thrown, for example by a getter. */
  faultOf(thrown: unknown): JsonFault | undefined;
}

/**
 * Checks that a value is JSON before it leaves the guest. Stricter than `JSON.stringify`, so that nothing is dropped silently (I12):
 * functions, symbols, NaN, Maps and the like are faults; only members that are undefined are left out, and holes become null.
 * Runs in the guest: it must not refer to anything outside itself.
 */
export function createJsonCheck(maxDepth: number): JsonCheck {
  const { getPrototypeOf, keys, defineProperty } = Object;
  const { isArray } = Array;
  const plain: object = Object.prototype;
  const faults = new WeakSet<object>();
  const path: (string | number)[] = [];
  let root: unknown;
  const kinds: readonly (readonly [new (...args: never[]) => object, string])[] = [
    [Map, 'a Map; use Object.fromEntries(map)'],
    [Set, 'a Set; use [...set]'],
    [WeakMap, 'a WeakMap'],
    [WeakSet, 'a WeakSet'],
    [Promise, 'a promise; await it'],
    [RegExp, 'a regular expression; use its source'],
    [Error, 'an Error; use its message'],
    [ArrayBuffer, 'an ArrayBuffer; encode it as text'],
    [DataView, 'a DataView; encode it as text'],
    [getPrototypeOf(Uint8Array), 'a typed array; use Array.from(array) or encode it as text'],
    [BigInt as never, 'a BigInt; use Number(value) or String(value)'],
    [Symbol as never, 'a symbol'],
  ];

  function refuse(what: string, depth: number, isTooDeep = false): never {
    const fault: JsonFault = { what, path: path.slice(0, Math.min(depth, 12)).join('.'), isTooDeep };
    faults.add(fault);
    throw fault;
  }

  /** What is no container. Most members are dealt with in the loops below, without a call. */
  function checkPlain(value: unknown, depth: number): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return value - value === 0 ? value : refuse(String(value), depth);
      case 'bigint':
        return refuse('a BigInt; use Number(value) or String(value)', depth);
      case 'undefined':
        return refuse('undefined', depth);
      default:
        return value === null ? value : refuse(`a ${typeof value}`, depth);
    }
  }

  function check(value: unknown, depth: number): unknown {
    return typeof value === 'object' && value !== null ? checkContainer(value, depth) : checkPlain(value, depth);
  }

  function checkContainer(value: object, depth: number): unknown {
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON !== 'function') return checkMembers(value, depth);
    const given: unknown = toJSON.call(value, depth === 0 ? '' : String(path[depth - 1]));
    return typeof given === 'object' && given !== null ? checkMembers(given, depth) : checkPlain(given, depth);
  }

  function checkMembers(value: object, depth: number): unknown {
    if (depth >= maxDepth) refuseDepth(value, depth);
    if (isArray(value)) return checkElements(value, depth);
    const prototype: unknown = getPrototypeOf(value);
    if (prototype !== plain && prototype !== null) {
      for (const [kind, what] of kinds) if (value instanceof kind) refuse(what, depth);
      if (value instanceof Number || value instanceof String || value instanceof Boolean) return check(value.valueOf(), depth);
    }
    let copy: object | undefined;
    const names = keys(value);
    for (let at = 0; at < names.length; at++) {
      const key = names[at] as string; // in bounds
      const member = (value as { [key: string]: unknown })[key];
      const type = typeof member;
      if (type === 'string' || type === 'undefined' || (type === 'number' && (member as number) - (member as number) === 0))
        continue;
      path[depth] = key;
      const ready =
        type === 'object' && member !== null ? checkContainer(member as object, depth + 1) : checkPlain(member, depth + 1);
      if (ready === member) continue;
      copy ??= { ...value };
      defineProperty(copy, key, { value: ready, writable: true, enumerable: true, configurable: true });
    }
    return copy ?? value;
  }

  function checkElements(value: readonly unknown[], depth: number): unknown {
    let copy: unknown[] | undefined;
    const { length } = value;
    for (let index = 0; index < length; index++) {
      const element = value[index];
      const type = typeof element;
      if (type === 'string' || type === 'undefined' || (type === 'number' && (element as number) - (element as number) === 0))
        continue;
      path[depth] = index;
      const ready =
        type === 'object' && element !== null ? checkContainer(element as object, depth + 1) : checkPlain(element, depth + 1);
      if (ready === element) continue;
      copy ??= value.slice();
      copy[index] = ready;
    }
    return copy ?? value;
  }

  /** Too deep, perhaps because it has no end: then it is found again on the way from the root. */
  function refuseDepth(value: object, depth: number): never {
    let ancestor: unknown = root;
    for (let level = 0; level < depth && typeof ancestor === 'object' && ancestor !== null; level++) {
      if (ancestor === value) refuse('an object that contains itself', depth);
      ancestor = (ancestor as { [key: string]: unknown })[String(path[level])];
    }
    refuse(`more than ${maxDepth} levels`, depth, true);
  }

  function checkRoot(value: unknown): unknown {
    root = value;
    return check(value, 0);
  }

  return {
    check: checkRoot,
    faultOf: (thrown) =>
      typeof thrown === 'object' && thrown !== null && faults.has(thrown) ? (thrown as JsonFault) : undefined,
  };
}
