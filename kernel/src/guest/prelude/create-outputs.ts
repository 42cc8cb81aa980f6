import type { RunError } from '@sluice/protocol';
import type { GuestItem } from '../contract.ts';
import type { JsonCheck } from './create-json-check.ts';
import type { Fail, GuestNode, OutItem } from './guest-types.ts';

export interface Outputs {
  begin(node: GuestNode, items: readonly GuestItem[]): void;
  /** Takes what a `run` gave back. `own` is the index of the item that it ran for, or undefined when it ran for all. */
  add(given: unknown, own: number | undefined): void;
  /** Passes an input item on, marked with the error that it met. */
  mark(index: number, error: RunError): void;
  /** The index of an input item, by identity; undefined for anything else. */
  indexOf(item: unknown): number | undefined;
  /** What was given out so far, by port. A number is the index of an input item that was passed on as it came in. */
  ports(): { readonly [port: string]: readonly (OutItem | number)[] };
}

/**
 * Gathers what a step gives out, checks that it is JSON, and keeps the origins: an input item passed on stems from itself, a new one
 * from what its `from` names, else from the current item or, by leaving `from` out, from all of them. Made once, for the image. Runs in
 * the guest: it must not refer to anything outside itself.
 *
 * Passing an input item on means: as it came in. It leaves the guest as its index alone, which is most of what a filter or a sort costs.
 * Only nodes with code of the builder's own may have changed it in place; theirs go out as they are now.
 */
export function createOutputs({ check, faultOf }: JsonCheck, fail: Fail): Outputs {
  const { isArray } = Array;
  const { keys } = Object;
  const few = 8;
  const lists: { [port: string]: (OutItem | number)[] } = Object.create(null);
  const indexes = new Map<unknown, number>();
  let node: GuestNode;
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
    const made: (OutItem | number)[][] = []; // all or nothing: an item at fault may still be marked and passed on
    for (let at = 0; at < ports.length; at++) {
      const port = ports[at] as string; // in bounds
      const list = (given as { [port: string]: unknown })[port];
      made[at] = list === undefined || list === null ? [] : toOutItems(list, own, port);
    }
    for (let at = 0; at < ports.length; at++) append(ports[at] as string, made[at] as (OutItem | number)[]);
  }

  function toOutItems(list: unknown, own: number | undefined, port: string): (OutItem | number)[] {
    if (!isArray(list)) return fail('step_output_invalid', `${node.type} must give out a list of items on the port ${port}`);
    if (!node.outputs.includes(port) && port !== node.controlPort) {
      fail('step_port_unknown', `${node.type} gave out items on the port ${port}; it has: ${node.outputs.join(', ')}`);
    }
    const made: (OutItem | number)[] = [];
    for (let at = 0; at < list.length; at++) made[at] = toOutItem(list[at], own, at, port);
    return made;
  }

  function append(port: string, made: (OutItem | number)[]): void {
    const known = lists[port];
    if (known === undefined) lists[port] = made;
    else for (let at = 0; at < made.length; at++) known[known.length] = made[at] as OutItem | number; // in bounds
  }

  function toOutItem(value: unknown, own: number | undefined, at: number, port: string): OutItem | number {
    const index = indexOf(value);
    if (index !== undefined && !mayChange) return index;
    if (index === undefined && (typeof value !== 'object' || value === null || !('json' in value))) {
      return fail('step_output_invalid', `Item ${at} on port ${port} is not an item; an item has a member json`);
    }
    const { json, blobs, from, error } = value as { json: unknown; blobs?: unknown; from?: unknown; error?: RunError };
    const made: { -readonly [member in keyof OutItem]: OutItem[member] } = { json: ready(json, at, port) };
    if (blobs !== undefined) made.blobs = ready(blobs, at, port) as NonNullable<OutItem['blobs']>; // the host checks their shape
    if (index !== undefined) {
      made.from = [index];
      if (error !== undefined) made.error = error;
    } else if (from !== undefined) made.from = originOf(from, at, port);
    else if (own !== undefined) made.from = [own];
    return made;
  }

  function originOf(from: unknown, at: number, port: string): readonly number[] {
    return (isArray(from) ? from : [from]).map(
      (item) =>
        indexOf(item) ??
        fail('step_output_invalid', `Item ${at} on port ${port} names in from something that is not an input item`),
    );
  }

  function ready(value: unknown, at: number, port: string): unknown {
    try {
      return check(value);
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (fault === undefined) throw thrown;
      if (fault.isTooDeep) return fail('step_output_too_deep', `Item ${at} on port ${port} has ${fault.what}`);
      return fail(
        'step_output_invalid',
        `Item ${at} on port ${port} is not JSON: ${fault.path === '' ? 'its value' : fault.path} is ${fault.what}`,
      );
    }
  }

  function mark(index: number, error: RunError): void {
    const { json, blobs }: GuestItem = items[index] ?? { json: {} };
    const port = node.onError === 'route' ? 'error' : (node.outputs[0] ?? '');
    append(port, [{ json, ...(blobs === undefined ? {} : { blobs }), from: [index], error }]);
  }

  return {
    begin(given, list) {
      node = given;
      items = list;
      mayChange = given.hasCode;
    },
    add,
    mark,
    indexOf,
    ports: () => lists,
  };
}
