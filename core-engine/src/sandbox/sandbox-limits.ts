import { guestWalls } from '@sluice/kernel/guest';

/** What a step may use. Memory, stack and output are the same on every machine, since a run and its replay must meet the same walls (I4). */
export interface SandboxLimits {
  /** Wall clock for one attempt of a step whose node sets no `timeoutMs`. */
  readonly stepTimeoutMs: number;
  /** How long past its limit a step may go on in native code before its worker is killed. */
  readonly killGraceMs: number;
  /** The guest's whole memory, of which 5.1 MiB are not for its values. */
  readonly memoryBytes: number;
  readonly stackBytes: number;
  /** The JSON text of what a step gives out, as UTF-8. */
  readonly outputBytes: number;
}

export const defaultLimits: SandboxLimits = {
  stepTimeoutMs: 5000,
  killGraceMs: 50,
  ...guestWalls,
  outputBytes: 32 * 1024 * 1024,
};
