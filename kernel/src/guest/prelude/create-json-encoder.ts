import type { JsonCheck } from './create-json-check.ts';

/** JSON text of a value; throws what `faultOf` of the check reads when the value is not JSON. */
export type EncodeJson = (value: unknown) => string;

/**
 * Encodes what leaves the guest as strictly as `createJsonCheck`, and nearly at the price of `JSON.stringify`: for as long as it encodes,
 * a `toJSON` that every object inherits sees each of them. It is content with plain objects and lists, as many as may be nested in one
 * another. Whatever else there is, and whatever the text may hide (NaN becomes null, symbols vanish), is checked member by member, which
 * also names the place. Made once, for the image. Runs in the guest: it must not refer to anything outside itself.
 */
export function createJsonEncoder({ check }: JsonCheck, maxDepth: number, globals: { [name: string]: unknown }): EncodeJson {
  const { stringify } = JSON;
  const { getPrototypeOf, hasOwn } = Object;
  const { defineProperty, deleteProperty } = Reflect;
  const includes: (text: string, part: string) => boolean = Function.prototype.call.bind(String.prototype.includes);
  const plain: object = Object.prototype;
  const list: object = Array.prototype;
  const { Symbol: symbols } = globals;
  let mayHaveSymbols = false;
  let left = 0;

  const watch: PropertyDescriptor = {
    value(this: object) {
      left -= 1;
      const prototype = getPrototypeOf(this);
      if (left < 0 || (prototype !== plain && prototype !== list)) throw new TypeError('This must be looked at more closely');
      return this;
    },
    configurable: true,
  };
  defineProperty(globals, 'Symbol', {
    get() {
      mayHaveSymbols = true;
      return symbols;
    },
    configurable: true,
  });

  function encodeQuickly(value: unknown): string | undefined {
    if (mayHaveSymbols || hasOwn(plain, 'toJSON') || !defineProperty(plain, 'toJSON', watch)) return undefined;
    left = maxDepth;
    try {
      return stringify(value);
    } catch {
      return undefined;
    } finally {
      deleteProperty(plain, 'toJSON');
    }
  }

  return (value) => {
    const text = encodeQuickly(value);
    return text === undefined || includes(text, 'null') ? stringify(check(value)) : text;
  };
}
