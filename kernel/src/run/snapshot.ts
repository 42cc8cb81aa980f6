import { SluiceError } from '@sluice/protocol';
import { createState, createStep, type Effect, type LoopProgress, type RunState, type Scope, type Step } from './state.ts';

/** A step by the position of its scope, and its slot there. */
type StepRef = readonly [scope: number, slot: number];

type EncodedStep = Pick<
  Step,
  | 'node'
  | 'status'
  | 'attempt'
  | 'startedSeq'
  | 'endedSeq'
  | 'nowMs'
  | 'seen'
  | 'inFlight'
  | 'parked'
  | 'outputs'
  | 'error'
  | 'aborted'
> &
  Pick<Step, 'reason' | 'logs'> & {
    readonly effects?: readonly Effect[] | undefined;
    readonly former?: readonly Effect[] | undefined;
    /** Indexes of the effects. */
    readonly results: readonly number[];
    readonly loop?: Omit<LoopProgress, 'iterations'> | undefined;
  };

interface EncodedScope extends Pick<Scope, 'path' | 'index' | 'waitsFor' | 'live' | 'unsettled'> {
  readonly loop?: StepRef | undefined;
  readonly steps: readonly (EncodedStep | null)[];
}

type Plain =
  | 'seq'
  | 'at'
  | 'started'
  | 'inFlight'
  | 'deferred'
  | 'inDoubt'
  | 'wantsPause'
  | 'isPaused'
  | 'verdict'
  | 'ended'
  | 'response';

interface EncodedState extends Pick<RunState, Plain> {
  readonly format: typeof FORMAT;
  /** Each after the one that its loop lies in. */
  readonly scopes: readonly EncodedScope[];
  readonly ready: readonly StepRef[];
  readonly due: readonly StepRef[];
  readonly timers: readonly (readonly [id: string, step: StepRef, dueAt: number])[];
  readonly aborts: readonly (readonly [key: string, error: NonNullable<Step['aborted']>])[];
}

const FORMAT = 'sluice-state/1';

/** A snapshot: the state as JSON text, from which `decodeState` makes it again. Lists that are blobs stay references. */
export function encodeState(state: RunState): string {
  const refs = new Map<Step, StepRef>();
  const scopes = [...state.scopes.values()];
  scopes.forEach((scope, position) => {
    scope.steps.forEach((step, slot) => {
      if (step !== undefined) refs.set(step, [position, slot]);
    });
  });
  const refOf = (step: Step): StepRef => refs.get(step)!;
  const { seq, at, started, inFlight, deferred, inDoubt, wantsPause, isPaused, verdict, ended, response } = state;
  const encoded: EncodedState = {
    format: FORMAT,
    ...{ seq, at, started, inFlight, deferred, inDoubt, wantsPause, isPaused, verdict, ended, response },
    scopes: scopes.map((scope) => encodeScope(scope, refOf)),
    ready: [...state.ready].map(refOf),
    due: [...state.due].map(refOf),
    timers: [...state.timers].map(([id, { step, dueAt }]) => [id, refOf(step), dueAt]),
    aborts: [...state.aborts],
  };
  return JSON.stringify(encoded);
}

/** @throws SluiceError `journal_invalid` when the text is no snapshot of this format */
export function decodeState(text: string): RunState {
  // What `encodeState` made, as far as the format's name says.
  const encoded = JSON.parse(text) as EncodedState;
  if (encoded.format !== FORMAT)
    throw new SluiceError('journal_invalid', `A snapshot of the format "${encoded.format}" cannot be read.`);
  const state = createState();
  const { seq, at, started, inFlight, deferred, inDoubt, wantsPause, isPaused, verdict, ended, response } = encoded;
  Object.assign(state, { seq, at, started, inFlight, deferred, inDoubt, wantsPause, isPaused, verdict, ended, response });
  const scopes: Scope[] = [];
  const stepAt = ([scope, slot]: StepRef): Step => scopes[scope]!.steps[slot]!;
  for (const scope of encoded.scopes) scopes.push(decodeScope(scope, stepAt));
  for (const scope of scopes) state.scopes.set(scope.path, scope);
  for (const ref of encoded.ready) state.ready.add(stepAt(ref));
  for (const ref of encoded.due) state.due.add(stepAt(ref));
  for (const [id, ref, dueAt] of encoded.timers) state.timers.set(id, { step: stepAt(ref), dueAt });
  for (const [key, error] of encoded.aborts) state.aborts.set(key, error);
  return state;
}

function encodeScope(scope: Scope, refOf: (step: Step) => StepRef): EncodedScope {
  const { path, loop, index, waitsFor, live, unsettled, steps } = scope;
  const encodedSteps = steps.map((step) => (step === undefined ? null : encodeStep(step)));
  return { path, loop: loop === undefined ? undefined : refOf(loop), index, waitsFor, live, unsettled, steps: encodedSteps };
}

function decodeScope(encoded: EncodedScope, stepAt: (ref: StepRef) => Step): Scope {
  const { path, index, waitsFor, live, unsettled } = encoded;
  const loop = encoded.loop === undefined ? undefined : stepAt(encoded.loop);
  const scope: Scope = { path, loop, index, steps: [], waitsFor, live, unsettled };
  for (const step of encoded.steps) scope.steps.push(step === null ? undefined : decodeStep(step, scope));
  loop?.loop?.iterations.push(scope);
  return scope;
}

function encodeStep({ scope: _, ticket: __, effects, former, results, loop, ...step }: Step): EncodedStep {
  return {
    ...step,
    effects: effects && [...effects.values()],
    former: former && [...former.values()],
    results: results.map((effect) => effect.index),
    loop: loop && encodeLoop(loop),
  };
}

/** Its iterations are the scopes that name it. */
function encodeLoop({ iterations: _, ...progress }: LoopProgress): EncodedStep['loop'] {
  return progress;
}

function decodeStep({ effects, former, results, loop, ...encoded }: EncodedStep, scope: Scope): Step {
  const byIndex = effects && mapEffects(effects);
  return {
    ...createStep(encoded.node, scope),
    ...encoded,
    effects: byIndex,
    former: former && mapEffects(former),
    results: results.map((index) => byIndex!.get(index)!),
    loop: loop && { ...loop, iterations: [] },
  };
}

/** JSON drops members that are undefined; here they are again, each in its place. */
function mapEffects(effects: readonly Effect[]): Map<number, Effect> {
  return new Map(
    effects.map((effect) => {
      const { attempt, index, verb, uri, args, class: effectClass, key, status, wait, result, isWanted } = effect;
      return [index, { attempt, index, verb, uri, args, class: effectClass, key, status, wait, result, isWanted }];
    }),
  );
}
