import type { Json, OutputItem, RunError } from '@sluice/protocol';
import type {
  GuestEffectRequest,
  GuestEffectResult,
  GuestItem,
  StepOutcome,
  StepRequest,
  StepRunner,
} from '../src/guest/contract.ts';

export interface Asked {
  readonly verb: string;
  readonly uri: string;
  readonly args?: Json;
  readonly repeatable?: boolean;
}

/** What a fake node's code may yield: effects, of which it awaits all, or the first that settles. */
export type Await = { readonly all: readonly Asked[] } | { readonly race: readonly Asked[] };
/** What it gives out: items by port, or what to give out at `main`. */
export type Given = { readonly [port: string]: readonly OutputItem[] } | readonly OutputItem[];
/** A fake node's code. As in the real guest it starts anew for every call and takes recorded results. Its items are `inputs` in port order. */
export type FakeCode = (items: readonly GuestItem[], request: StepRequest) => Given | Generator<Await, Given, Json[]>;

export class FakeError extends Error {
  readonly code: string;
  constructor(code: string, message = code) {
    super(message);
    this.code = code;
  }
}

/** Ends the attempt as a limit would. */
export class FakeAbort extends FakeError {}

/** Runs fake code by node id in place of a sandbox; nodes without any pass their items on. Counts its calls. */
export class FakeGuest implements StepRunner {
  readonly calls: StepRequest[] = [];
  readonly #codes: Readonly<Record<string, FakeCode>>;

  constructor(codes: Readonly<Record<string, FakeCode>> = {}) {
    this.#codes = codes;
  }

  runStep(request: StepRequest): StepOutcome {
    // Only JSON text crosses to a guest and back (I5).
    this.calls.push(JSON.parse(JSON.stringify(request)) as StepRequest);
    return JSON.parse(JSON.stringify(this.#run(request))) as StepOutcome;
  }

  #run(request: StepRequest): StepOutcome {
    const code = this.#codes[request.node] ?? passAll;
    try {
      const given = code(Object.values(request.inputs).flat(), request);
      if (isGenerator(given)) return drive(given, request);
      return completed(given);
    } catch (error) {
      return failed(error);
    }
  }
}

export const passAll: FakeCode = (items) => items.map((item, index) => ({ json: item.json, from: [index] }));

export function one(json: Json): OutputItem[] {
  return [{ json }];
}

function drive(code: Generator<Await, Given, Json[]>, { results = [] }: StepRequest): StepOutcome {
  const requests: GuestEffectRequest[] = [];
  let step = code.next();
  while (step.done !== true) {
    const asked = 'all' in step.value ? step.value.all : step.value.race;
    const first = requests.length;
    asked.forEach(({ verb, uri, args = null, repeatable }, at) => {
      requests.push({ index: first + at, verb, uri, args, ...(repeatable === undefined ? {} : { repeatable }) });
    });
    const settled = results.filter(({ index }) => index >= first && index < first + asked.length);
    const awaited = 'all' in step.value ? settled : settled.slice(0, 1);
    const failure = awaited.map(({ result }) => result).find((result) => !result.ok);
    if (failure !== undefined && !failure.ok) step = code.throw(new FakeError(failure.error.code, failure.error.message));
    else if ('race' in step.value ? awaited.length === 1 : awaited.length === asked.length) step = code.next(valuesOf(awaited));
    else return { kind: 'waiting', requests: requests.filter(({ index }) => results.every((result) => result.index !== index)) };
  }
  return completed(step.value);
}

/** By index, as `Promise.all` gives them. */
function valuesOf(results: readonly GuestEffectResult[]): Json[] {
  return [...results].sort((a, b) => a.index - b.index).map(({ result }) => (result.ok ? result.value : null));
}

function completed(given: Given): StepOutcome {
  return {
    kind: 'completed',
    outputs: Array.isArray(given) ? { main: given } : (given as { [port: string]: OutputItem[] }),
    logs: [],
  };
}

function failed(error: unknown): StepOutcome {
  if (!(error instanceof FakeError)) throw error;
  const runError: RunError = { code: error.code, message: error.message };
  return error instanceof FakeAbort ? { kind: 'aborted', error: runError } : { kind: 'failed', error: runError, logs: [] };
}

function isGenerator(given: ReturnType<FakeCode>): given is Generator<Await, Given, Json[]> {
  return 'next' in given && typeof given.next === 'function';
}
