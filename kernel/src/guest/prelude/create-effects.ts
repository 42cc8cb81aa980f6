import type { Json } from '@sluice/protocol';
import type { GuestEffectResult } from '../contract.ts';
import type { JsonCheck } from './create-json-check.ts';
import type { Effect } from './guest-types.ts';

export interface Effects {
  readonly effect: Effect;
  /** Settles the first recorded result that has been asked for by now, takes it off the list and gives it; undefined: there is none. */
  deliver(results: GuestEffectResult[]): GuestEffectResult | undefined;
  /** JSON text of the requests without a result, in index order; undefined when there are none. */
  unsettled(): string | undefined;
}

interface Request {
  readonly text: string;
  readonly resolve: (value: Json) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The effects of one step: each call of `effect` gets the next index and a promise; recorded results settle the promises in the order
 * in which they were recorded (I4). `exceeded` is told when there are more than `limit`. Runs in the guest: it must not refer to anything outside itself.
 */
export function createEffects({ check, faultOf }: JsonCheck, limit: number, exceeded: (error: Error) => void): Effects {
  const { stringify } = JSON;
  const open = new Map<number, Request>();
  let next = 0;

  function problem(code: string, message: string, hint?: string): Error {
    return Object.assign(new Error(message), { code }, hint === undefined ? {} : { hint });
  }

  function textOf(index: number, verb: unknown, uri: unknown, args: unknown, repeatable: unknown): string {
    if (typeof verb !== 'string' || typeof uri !== 'string') {
      throw problem('effect_args_invalid', 'effect(verb, uri, args) takes the verb and the URI as text');
    }
    return `{"index":${index},"verb":${stringify(verb)},"uri":${stringify(uri)},"args":${argsOf(verb, uri, args)}${repeatable === true ? ',"repeatable":true' : ''}}`;
  }

  function argsOf(verb: string, uri: string, args: unknown): string {
    try {
      return stringify(args === undefined ? null : check(args));
    } catch (thrown) {
      const fault = faultOf(thrown);
      if (fault === undefined) throw thrown;
      const place = fault.path === '' ? 'the arguments are' : `${fault.path} is`;
      throw problem('effect_args_invalid', `In ${verb} ${uri.slice(0, 200)}, ${place} ${fault.what}, which is not JSON`);
    }
  }

  /** The step fails for it, whether the code awaits this effect or not: none is dropped silently (I12). */
  function refuse(): Error {
    const error = problem('step_effect_limit', `The step asks for more than ${limit} effects`);
    exceeded(error);
    return error;
  }

  const effect: Effect = (verb, uri, args, options) => {
    if (next >= limit) throw refuse();
    return new Promise<Json>((resolve, reject) => {
      const text = textOf(next, verb, uri, args, options?.repeatable);
      open.set(next++, { text, resolve, reject });
    });
  };

  function deliver(results: GuestEffectResult[]): GuestEffectResult | undefined {
    const at = results.findIndex(({ index }) => open.has(index));
    const [settled] = at < 0 ? [] : results.splice(at, 1);
    if (settled === undefined) return undefined;
    const { index, result } = settled;
    const request = open.get(index);
    open.delete(index);
    if (result.ok) request?.resolve(result.value);
    else request?.reject(problem(result.error.code, result.error.message, result.error.hint));
    return settled;
  }

  function unsettled(): string | undefined {
    return open.size === 0 ? undefined : `[${[...open.values()].map(({ text }) => text).join(',')}]`;
  }

  return { effect, deliver, unsettled };
}
