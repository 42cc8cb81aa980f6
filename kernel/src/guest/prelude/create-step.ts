import type { RunError } from '@sluice/protocol';
import type { GuestEffectResult, GuestItem, StepRequest } from '../contract.ts';
import type { createEffects } from './create-effects.ts';
import type { createErrorReader } from './create-error-reader.ts';
import type { createJsonCheck } from './create-json-check.ts';
import type { createJsonEncoder } from './create-json-encoder.ts';
import type { createLog } from './create-log.ts';
import type { createOutputs } from './create-outputs.ts';
import type { createParameters } from './create-parameters.ts';
import type { createRandom } from './create-random.ts';
import type { createScope } from './create-scope.ts';
import type { Definition, Fail, LoadedNode, Params } from './guest-types.ts';

export interface StepParts {
  readonly createEffects: typeof createEffects;
  readonly createErrorReader: typeof createErrorReader;
  readonly createJsonCheck: typeof createJsonCheck;
  readonly createJsonEncoder: typeof createJsonEncoder;
  readonly createLog: typeof createLog;
  readonly createOutputs: typeof createOutputs;
  readonly createParameters: typeof createParameters;
  readonly createRandom: typeof createRandom;
  readonly createScope: typeof createScope;
}

export interface StepLimits {
  readonly maxDepth: number;
  readonly maxEffects: number;
  readonly maxLogLines: number;
  readonly maxLogLineLength: number;
}

/** The one step that a guest runs before its memory is put back. */
export interface Step {
  begin(request: StepRequest, loaded: LoadedNode): void;
  /** JSON text of the outcome, or '' when the pending jobs must be run first. */
  proceed(): string;
}

/**
 * Runs one attempt of a step: parameters, node code, effects, outputs. Everything follows from the request (I4). All that does not
 * depend on the request is made here, once, for the image; `begin` is called once after each restore. Runs in the guest: it must not
 * refer to anything outside itself and its parts.
 */
export function createStep(globals: { [name: string]: unknown }, parts: StepParts, limits: StepLimits): Step {
  const { stringify } = JSON;
  const { hasOwn } = Object;
  const { then } = Promise.prototype;
  const toPromise = Promise.resolve.bind(Promise);
  const errors = parts.createErrorReader();
  const json = parts.createJsonCheck(limits.maxDepth);
  const effects = parts.createEffects(json, limits.maxEffects, (error) => {
    failure ??= read(error);
  });
  const log = parts.createLog(limits.maxLogLines, limits.maxLogLineLength);
  const outputs = parts.createOutputs(parts.createJsonEncoder(json, limits.maxDepth, globals), json.faultOf, fail);
  const keeper = parts.createScope(effects.effect, log.add);
  const parameters = parts.createParameters(keeper, errors, outputs.indexOf, fail);
  /** In mode `each`, what each item gave, and what went wrong with it. */
  const given: unknown[] = [];
  const wrong: (RunError | undefined)[] = [];
  let request: StepRequest;
  let loaded: LoadedNode;
  let items: readonly GuestItem[] = [];
  let results: GuestEffectResult[] = [];
  let marks = false;
  let open = 0;
  let failure: RunError | undefined;
  let isFirst = true;
  let random: (() => number) | undefined;

  Math.random = () => {
    random ??= parts.createRandom(`${request.seed}/${request.node}/${request.scope}/${request.attempt}`);
    return random();
  };

  function fail(...[code, message, details]: Parameters<Fail>): never {
    throw Object.assign(new Error(message), { code }, details);
  }

  function read(thrown: unknown, item?: number): RunError {
    return errors.read(thrown, { node: request.node, scope: request.scope, paths: loaded.node.paths, item });
  }

  function begin(given: StepRequest, node: LoadedNode): void {
    request = given;
    loaded = node;
    items = inputItems();
    if (request.results !== undefined) results = request.results.slice();
    marks = node.node.onError !== 'stop' && request.attempt >= node.node.attempts;
    outputs.begin(node, items);
    keeper.begin(request, items);
    parameters.begin(node, items);
    try {
      run();
    } catch (thrown) {
      failure ??= read(thrown);
    }
  }

  function inputItems(): readonly GuestItem[] {
    const { inputs } = loaded.node;
    return inputs.length === 1 ? itemsAt(inputs[0] as string) : inputs.flatMap(itemsAt); // in bounds
  }

  function itemsAt(port: string): readonly GuestItem[] {
    return hasOwn(request.inputs, port) ? (request.inputs[port] ?? []) : [];
  }

  function run(): void {
    const { node, definition } = loaded;
    const { mode = 'all', run } = definition ?? fail('step_crashed', `There is no code for the node type ${node.type}`);
    const isEach = typeof mode === 'string' ? mode === 'each' : !mode.all.includes(String(node.params[mode.param]));
    if (isEach) runEach(run);
    else runAll(run);
  }

  function runAll(run: Definition['run']): void {
    const context = {
      effect: effects.effect,
      node: loaded.about,
      execution: request.execution,
      log: log.add,
      items,
      inputs: request.inputs,
      get params() {
        return parameters.paramsFor(0);
      },
      paramsFor,
    };
    const result = run(context);
    if (isThenable(result)) whenSettled(result, (value) => outputs.add(value, undefined));
    else outputs.add(result, undefined);
  }

  function paramsFor(item: unknown): Params {
    return parameters.paramsFor(outputs.indexOf(item) ?? fail('code_failed', 'paramsFor takes one of the input items'));
  }

  /** Runs every item in order; those that await effects go on side by side, and what they give out is put in item order at the end. */
  function runEach(run: Definition['run']): void {
    const { execution } = request;
    const { about: node } = loaded;
    for (let index = 0; index < items.length && failure === undefined; index++) {
      try {
        const params = parameters.paramsFor(index);
        const result = run({ effect: effects.effect, node, execution, log: log.add, item: items[index], index, params });
        if (isThenable(result)) whenSettled(result, (value) => keep(value, index), index);
        else keep(result, index);
      } catch (thrown) {
        refuse(thrown, index);
      }
    }
  }

  function keep(value: unknown, index: number): void {
    given[index] = value;
  }

  /** An item at fault is marked when the node says so; otherwise it fails the step. */
  function refuse(thrown: unknown, index: number | undefined): void {
    const error = read(thrown, index);
    if (marks && index !== undefined) wrong[index] = error;
    else failure ??= error;
  }

  function whenSettled(promise: unknown, keep: (value: unknown) => void, index?: number): void {
    open += 1;
    const settled = (act: (value: unknown) => void) => (value: unknown) => {
      open -= 1;
      try {
        act(value);
      } catch (thrown) {
        refuse(thrown, index);
      }
    };
    const rejected = (thrown: unknown): void => refuse(thrown, index);
    then.call(toPromise(promise), settled(keep), settled(rejected));
  }

  function isThenable(value: unknown): boolean {
    return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
  }

  /** Puts together what the items gave, in their order. What turns out not to be JSON is the item's fault. */
  function gather(): void {
    for (let index = 0; index < items.length; index++) {
      try {
        if (wrong[index] === undefined) outputs.add(given[index], index);
      } catch (thrown) {
        refuse(thrown, index);
      }
      const error = wrong[index];
      if (error !== undefined) outputs.mark(index, error);
    }
  }

  function proceed(): string {
    const mustRunJobs = isFirst && open > 0 && failure === undefined;
    isFirst = false;
    if (mustRunJobs) return '';
    if (failure === undefined) {
      if (deliver()) return '';
      const requests = effects.unsettled();
      if (requests !== undefined) return `{"kind":"waiting","requests":${requests}}`;
      if (open === 0) gather();
      else failure = read(new Error('The code awaits something that never comes: only effects can be awaited'));
    }
    if (failure !== undefined) return stringify({ kind: 'failed', error: failure, logs: log.lines() });
    return outputs.write('{"kind":"completed","outputs":', `,"logs":${log.text()}}`);
  }

  function deliver(): boolean {
    const settled = results.length === 0 ? undefined : effects.deliver(results);
    if (settled === undefined) return false;
    if (open === 0 && !settled.result.ok)
      log.add(`Effect ${settled.index} was not awaited, and failed: ${settled.result.error.message}`);
    return true;
  }

  return { begin, proceed };
}
