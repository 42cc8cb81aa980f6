import { classOf, type EffectClass, type OutputItem } from '@sluice/protocol';
import type { GuestEffectRequest, StepOutcome, StepRequest } from '../guest/contract.ts';
import { createRequest, readInputs } from './create-request.ts';
import { completeStep, failStep } from './end-step.ts';
import { storeValue } from './item-store.ts';
import { emit, type Move, type Run } from './run.ts';
import { createRunError, placeError } from './run-error.ts';
import type { Step } from './state.ts';

/** The pseudo port on which a respond node gives the answer to the one who called: one item, not passed on along any edge. */
const RESPONSE_PORT = 'response';

/**
 * Runs a step's attempt in the guest, from its start and with the results of its effects so far. It completes, fails, or asks for
 * effects. With nothing new to say it leaves no trace, so running it once more than needed changes nothing.
 */
export function runGuest(run: Run, step: Step): Move {
  const outcome = callGuest(run, step, {
    inputs: readInputs(run, step),
    loopIndex: step.scope.loop === undefined ? undefined : step.scope.index,
  });
  if (outcome === undefined) return 'blocked';
  switch (outcome.kind) {
    case 'completed':
      return takeOutputs(run, step, outcome);
    case 'failed':
      return failStep(run, step, outcome.error, outcome.logs);
    case 'waiting':
      return takeRequests(run, step, outcome.requests);
    case 'aborted':
      return abortStep(run, step, outcome);
  }
}

/** One call of the guest, or undefined when a blob is missing or no calls are left. */
export function callGuest(
  run: Run,
  step: Step,
  given: { inputs: StepRequest['inputs']; loopIndex: number | undefined },
): StepOutcome | undefined {
  const request = createRequest(run, step, given);
  if (run.reader.missing.size > 0 || run.callsLeft <= 0 || run.isOverdue()) return undefined;
  run.callsLeft -= 1;
  return run.host.runner.runStep(request);
}

/** A limit or a crash is nothing that a replay would come to again: it is journaled as an input. The step fails by the next move. */
export function abortStep(run: Run, step: Step, { error }: StepOutcome & { kind: 'aborted' }): Move {
  const { state, wiring } = run;
  const node = wiring.nodes[step.node]!.plan.id;
  const scope = step.scope.path;
  emit(run, {
    seq: state.seq + 1,
    at: state.at,
    type: 'step-aborted',
    node,
    scope,
    attempt: step.attempt,
    error: placeError(error, node, scope),
  });
  return 'done';
}

function takeOutputs(run: Run, step: Step, { outputs, logs }: StepOutcome & { kind: 'completed' }): Move {
  const { plan } = run.wiring.nodes[step.node]!;
  const unknown = Object.keys(outputs).find((port) => isUnknownPort(port) && outputs[port]!.length > 0);
  if (unknown !== undefined) {
    const message = `The node "${plan.id}" gave out items on a port "${unknown}"; it has ${plan.outputs.join(', ') || 'no output ports'}.`;
    return failStep(run, step, createRunError('step_port_unknown', message), logs);
  }
  if (plan.kind === 'respond') giveResponse(run, outputs);
  return completeStep(run, step, outputs, logs);

  function isUnknownPort(port: string): boolean {
    return !plan.outputs.includes(port) && !(plan.kind === 'respond' && port === RESPONSE_PORT);
  }
}

/** Only the first response of an execution is given. It goes before the step's completion, which would have no room for it. */
function giveResponse(run: Run, outputs: { readonly [port: string]: readonly OutputItem[] }): void {
  const response = Object.hasOwn(outputs, RESPONSE_PORT) ? outputs[RESPONSE_PORT]?.[0] : undefined;
  if (response === undefined || run.state.response !== undefined) return;
  emit(run, { seq: run.state.seq + 1, type: 'response-ready', response: storeValue(response.json, run.host) });
}

function takeRequests(run: Run, step: Step, requests: readonly GuestEffectRequest[]): Move {
  run.state.due.remove(step);
  for (const request of requests) if (step.effects?.has(request.index) !== true) requestEffect(run, step, request);
  if (step.inFlight + step.parked > 0 || step.ticket > 0) return 'done';
  const message = 'The code awaits something that never comes: it has asked for no effect that could still be answered.';
  return failStep(run, step, createRunError('code_failed', message));
}

function requestEffect(run: Run, step: Step, request: GuestEffectRequest): void {
  const { state, host, wiring } = run;
  const node = wiring.nodes[step.node]!.plan.id;
  const scope = step.scope.path;
  const { index, verb, uri } = request;
  const declared = classOf(verb, uri);
  emit(run, {
    seq: state.seq + 1,
    type: 'effect-requested',
    node,
    scope,
    attempt: step.attempt,
    index,
    verb,
    uri,
    args: storeValue(request.args, host),
    class: effectiveClass(declared, request.repeatable),
    key: host.sha256(`${state.started!.executionId}/${node}/${scope}/${index}`),
    ...(declared === undefined ? { refused: placeError(unknownEffect(verb, uri), node, scope) } : undefined),
  });
  const effect = step.effects!.get(index)!;
  if (effect.status === 'in-flight' && effect.attempt === step.attempt) run.requested.push({ step, effect });
}

/** The author may declare an effect of class `once` repeatable. One that is refused is never done, which makes it a mere read. */
function effectiveClass(declared: EffectClass | undefined, isRepeatable: boolean | undefined): EffectClass {
  if (declared === 'once' && isRepeatable === true) return 'idempotent';
  return declared ?? 'read';
}

function unknownEffect(verb: string, uri: string) {
  return createRunError('effect_unknown', `There is no effect "${verb}" on "${uri}".`);
}
