import type { RunError } from '@sluice/protocol';
import type { GuestItem } from '../contract.ts';
import type { JsonCheck } from './create-json-check.ts';
import type { EncodeJson } from './create-json-encoder.ts';
import type { Fail, GuestNode, LoadedNode } from './guest-types.ts';

export interface Outputs {
  begin(loaded: LoadedNode, items: readonly GuestItem[]): void;
  /** Takes what a `run` gave back. `own` is the index of the item that it ran for, or undefined when it ran for all. */
  add(given: unknown, own: number | undefined): void;
  /** Passes an input item on as it came in, marked with the error that it met. */
  mark(index: number, error: RunError): void;
  /** The index of an input item, by identity; undefined for anything else. */
  indexOf(item: unknown): number | undefined;
  /**
   * JSON text of what was given out so far, by port, between two other texts. An item is an object with `json` and perhaps `blobs`, `from`, `error`; or the
   * index of an input item that is passed on as it came in; or `{ index, error }` for one that is marked.
   */
  write(before: string, after: string): string;
}

/** The JSON text of an item; in pieces when it is large, so that it is copied once only. */
type ItemText = string | readonly string[];

/**
 * Gathers what a step gives out, checks that it is JSON, and keeps the origins: an input item passed on stems from itself, a new one
 * from what its `from` names, else from the current item or, by leaving `from` out, from all of them. Made once, for the image. Runs in
 * the guest: it must not refer to anything outside itself.
 *
 * Passing an input item on means: as it came in. It leaves the guest as its index alone, which is most of what a filter or a sort costs.
 * Only nodes with code of the builder's own may have changed it in place; theirs go out as they are now.
 */
export function createOutputs(encode: EncodeJson, faultOf: JsonCheck['faultOf'], fail: Fail): Outputs {
  const { isArray } = Array;
  const { stringify } = JSON;
  const { keys } = Object;
  const join: (pieces: string[], separator: string) => string = Function.prototype.call.bind(Array.prototype.join);
  const few = 8;
  const large = 65_536;
  const lists: { [port: string]: ItemText[] } = Object.create(null);
  const indexes = new Map<unknown, number>();
  let node: GuestNode;
  let portTexts: LoadedNode['portTexts'];
  let mayChange = true;
  let items: readonly GuestItem[] = [];

  function indexOf(item: unknown): number | undefined {
    if (items.length <= few) {
      for (let index = 0; index < items.length; index++) if (items[index] === item) return index;
      return undefined;
    }
    if (indexes.size === 0) for (let index = 0; index < items.length; index++) indexes.set(items[index], index);
    return indexes.get(item);
  }

  function add(given: unknown, own: number | undefined): void {
    if (given === undefined || given === null) return;
    if (typeof given !== 'object' || isArray(given)) fail('step_output_invalid', `${node.type} must give out items by port`);
    const ports = keys(given);
    const made: ItemText[][] = []; // all or nothing: an item at fault may still be marked and passed on
    for (let at = 0; at < ports.length; at++) {
      const port = ports[at] as string; // in bounds
      const list = (given as { [port: string]: unknown })[port];
      made[at] = list === undefined || list === null ? [] : encodeItems(list, own, port);
    }
    for (let at = 0; at < ports.length; at++) append(ports[at] as string, made[at] as ItemText[]);
  }

  function encodeItems(list: unknown, own: number | undefined, port: string): ItemText[] {
    if (!isArray(list)) return fail('step_output_invalid', `${node.type} must give out a list of items on the port ${port}`);
    if (portTexts[port] === undefined) {
      fail('step_port_unknown', `${node.type} gave out items on the port ${port}; it has: ${node.outputs.join(', ')}`);
    }
    const made: ItemText[] = [];
    for (let at = 0; at < list.length; at++) made[at] = encodeItem(list[at], own, at, port);
    return made;
  }

  function append(port: string, made: ItemText[]): void {
    const known = lists[port];
    if (known === undefined) lists[port] = made;
    else for (let at = 0; at < made.length; at++) known[known.length] = made[at] as ItemText; // in bounds
  }

  function encodeItem(value: unknown, own: number | undefined, at: number, port: string): ItemText {
    const index = indexOf(value);
    if (index !== undefined && !mayChange) return `${index}`;
    if (index === undefined && (typeof value !== 'object' || value === null || !('json' in value))) {
      return fail('step_output_invalid', `Item ${at} on port ${port} is not an item; an item has a member json`);
    }
    const { json, blobs, from, error } = value as { json: unknown; blobs?: unknown; from?: unknown; error?: RunError };
    const text = encodePart(json, at, port);
    let rest = blobs === undefined ? '' : `,"blobs":${encodePart(blobs, at, port)}`;
    if (index !== undefined) rest += `,"from":[${index}]${error === undefined ? '' : `,"error":${stringify(error)}`}`;
    else if (from !== undefined) rest += `,"from":${originOf(from, at, port)}`;
    else if (own !== undefined) rest += `,"from":[${own}]`;
    return text.length < large ? `{"json":${text}${rest}}` : ['{"json":', text, rest, '}'];
  }

  function originOf(from: unknown, at: number, port: string): string {
    const list = (isArray(from) ? from : [from]).map(
      (item) =>
        indexOf(item) ??
        fail('step_output_invalid', `Item ${at} on port ${port} names in from something that is not an input item`),
    );
    return stringify(list);
  }

  function encodePart(value: unknown, at: number, port: string): string {
    try {
      return encode(value);
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (fault === undefined) throw thrown;
      if (fault.isTooDeep) return fail('step_output_too_deep', `Item ${at} on port ${port} has ${fault.what}`);
      const place = fault.path === '' ? 'its value' : fault.path;
      return fail('step_output_invalid', `Item ${at} on port ${port} is not JSON: ${place} is ${fault.what}`);
    }
  }

  function mark(index: number, error: RunError): void {
    const port = node.onError === 'route' ? 'error' : (node.outputs[0] ?? '');
    append(port, [`{"index":${index},"error":${stringify(error)}}`]);
  }

  function write(before: string, after: string): string {
    const ports = keys(lists);
    const pieces = [before];
    for (let at = 0; at < ports.length; at++) {
      const port = ports[at] as string; // in bounds
      pieces[pieces.length] = `${at === 0 ? '{' : ','}${portTexts[port] ?? stringify(port)}:`;
      writeItems(lists[port] as ItemText[], pieces);
    }
    pieces[pieces.length] = ports.length === 0 ? '{}' : '}';
    pieces[pieces.length] = after;
    return join(pieces, '');
  }

  function writeItems(list: readonly ItemText[], pieces: string[]): void {
    const only = list.length === 1 ? list[0] : undefined;
    if (typeof only === 'string') {
      pieces[pieces.length] = `[${only}]`;
      return;
    }
    for (let at = 0; at < list.length; at++) {
      const item = list[at] as ItemText; // in bounds
      pieces[pieces.length] = at === 0 ? '[' : ',';
      if (typeof item === 'string') pieces[pieces.length] = item;
      else for (let part = 0; part < item.length; part++) pieces[pieces.length] = item[part] as string;
    }
    pieces[pieces.length] = list.length === 0 ? '[]' : ']';
  }

  return {
    begin(given, list) {
      node = given.node;
      portTexts = given.portTexts;
      items = list;
      mayChange = node.hasCode;
    },
    add,
    mark,
    indexOf,
    write,
  };
}
