import { SluiceError } from '@sluice/protocol';

/** A coded error for a connection that failed; what has a code already keeps it. */
export function unreachable(error: unknown): SluiceError {
  if (error instanceof SluiceError) return error;
  const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new SluiceError('engine_unreachable', `The core engine did not answer${why}.`, { cause: error, retryAfterMs: 1000 });
}

/** The engine has no quarrel with the caller, whom it knows through us alone; a 401 is about us. `code` is the problem's. */
export function refusedUs(code: string | undefined): SluiceError {
  return new SluiceError('engine_unreachable', `The engine refuses this gateway: ${code ?? 'without a code'}.`, {
    hint: "Check SLUICE_ENGINE_DID here, and that this gateway's key is among the engine's trusted gateways.",
    retryAfterMs: 1000,
  });
}
