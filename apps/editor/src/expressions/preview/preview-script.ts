import { jsonCheckSource } from '@sluice/kernel/guest';

const MOST_CHARACTERS = 20_000;

/**
 * The guest script of the node type that a preview runs: it gives out what its parameter is for the item at `index`, as a type and a text.
 * Code arrives as a function, and is called for that item. `refused` says why a step could not give the value out, and where in it.
 */
export function previewScript(type: string, index: number, isCode: boolean): string {
  return `"use strict";
const json = ${jsonCheckSource};
__sluice.define({
  type: ${JSON.stringify(type)},
  mode: 'all',
  run(context) {
    const item = context.items[${index}];
    const value = (item === undefined ? context.params : context.paramsFor(item)).value;
    const result = ${isCode} ? value(item) : value;
    const isPromise = typeof result === 'object' && result !== null && typeof result.then === 'function';
    return isPromise ? result.then(give) : give(result);
    function give(given) {
      const described = describe(given);
      const isCut = described.text.length > ${MOST_CHARACTERS};
      const text = isCut ? described.text.slice(0, ${MOST_CHARACTERS}) : described.text;
      return { main: [{ json: { type: described.type, text, isCut, refused: given === undefined ? undefined : faultIn(given) } }] };
    }
    function faultIn(given) {
      try {
        json.check(given);
        return undefined;
      } catch (thrown) {
        const fault = json.faultOf(thrown);
        if (fault === undefined) throw thrown;
        return { what: fault.what, path: fault.path };
      }
    }
    function shown(_, member) {
      return typeof member === 'bigint' ? String(member) : member;
    }
    function describe(given) {
      if (given === undefined) return { type: 'nothing', text: '' };
      if (given === null) return { type: 'null', text: 'null' };
      if (typeof given === 'string') return { type: 'text', text: given };
      if (typeof given !== 'object') return { type: typeof given, text: typeof given === 'function' ? 'a function' : String(given) };
      if (given instanceof Date) return { type: 'date', text: isNaN(given) ? 'an invalid date' : given.toISOString() };
      return { type: Array.isArray(given) ? 'list' : 'object', text: JSON.stringify(given, shown, 2) };
    }
  },
})`;
}
