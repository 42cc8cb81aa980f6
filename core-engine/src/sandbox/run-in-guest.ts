import type { StepOutcome, StepRequest } from '@sluice/kernel';
import type { ErrorCode, RunError } from '@sluice/protocol';
import { GuestFailure, type GuestFailureReason } from './guest-failure.ts';
import type { GuestImage } from './guest-image.ts';
import type { GuestInstance } from './guest-instance.ts';
import { parseOutcome } from './parse-outcome.ts';

export interface StepSettings {
  /** Wall clock for the attempt. */
  readonly timeoutMs: number;
  /** That is all that is left of the execution's time, and less than the step might take. */
  readonly isLast?: boolean;
  /** The node's input ports, in order. */
  readonly inputs: readonly string[];
}

/**
 * Runs one attempt of a step in an instance, from the image on: what ran before leaves no trace, be it of the same run (I4). Ends that do
 * not follow from the request are `aborted`, and the instance is broken then.
 */
export function runInGuest(
  instance: GuestInstance,
  image: GuestImage,
  request: StepRequest,
  settings: StepSettings,
): StepOutcome {
  const { timeoutMs, inputs } = settings;
  const failed = (code: ErrorCode, message: string): StepOutcome => ({
    kind: 'failed',
    error: errorOf(request, code, message),
    logs: [],
  });
  try {
    instance.restore(image);
    instance.setLimits({ nowMs: request.nowMs, timeoutMs });
    let answer = instance.enter(JSON.stringify(request));
    while (answer === '') {
      instance.runJobs();
      answer = instance.enter('');
    }
    // Whatever it made of that: what it would have done with more is not known.
    if (instance.wasRefusedMemory) return abort(request, 'memory', settings);
    if (answer === undefined) return failed('step_output_too_large', 'The node gave out more than a step may.');
    return placed(
      parseOutcome(
        answer,
        inputs.flatMap((port) => request.inputs[port] ?? []),
      ),
      request,
    );
  } catch (error) {
    return abortedBy(error, request, settings);
  }
}

/** What the guest itself could not place. */
function placed(outcome: StepOutcome, request: StepRequest): StepOutcome {
  if (outcome.kind !== 'failed' || outcome.error.nodeId !== undefined) return outcome;
  return { ...outcome, error: { ...outcome.error, nodeId: request.node, ...scopeOf(request) } };
}

function scopeOf({ scope }: StepRequest): Pick<RunError, 'scope'> {
  return scope === '' ? {} : { scope };
}

/** The outcome of a step that its instance could not end. Anything but a `GuestFailure` is a bug of ours and goes on. */
export function abortedBy(error: unknown, request: StepRequest, settings: StepSettings): StepOutcome {
  if (!(error instanceof GuestFailure)) throw error;
  return abort(request, error.reason, settings, error.message);
}

/** What a step is told that the end of the execution's time cut off. */
export const TIME_IS_OVER = "The execution's time was over while this step ran.";

const aborts: Readonly<
  Record<GuestFailureReason, { readonly code: ErrorCode; readonly message: (timeoutMs: number, detail: string) => string }>
> = {
  interrupted: { code: 'step_timeout', message: (timeoutMs) => `The step took longer than its limit of ${timeoutMs} ms.` },
  memory: { code: 'step_memory', message: () => 'The step needed more memory than it may have.' },
  stack: { code: 'step_stack', message: () => 'The step nested too deeply.' },
  crashed: { code: 'step_crashed', message: (_, detail) => `The sandbox broke while running this step: ${detail}` },
};

function abort(
  request: StepRequest,
  reason: GuestFailureReason,
  { timeoutMs, isLast = false }: StepSettings,
  detail = '',
): StepOutcome {
  if (reason === 'interrupted' && isLast) return { kind: 'aborted', error: errorOf(request, 'execution_timeout', TIME_IS_OVER) };
  const { code, message } = aborts[reason];
  return { kind: 'aborted', error: errorOf(request, code, message(timeoutMs, detail)) };
}

function errorOf(request: StepRequest, code: ErrorCode, message: string): RunError {
  return { code, message, nodeId: request.node, ...scopeOf(request) };
}
