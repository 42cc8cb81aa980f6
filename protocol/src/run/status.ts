import { z } from 'zod';

export const executionStatus = z.enum(['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'in-doubt']);
export type ExecutionStatus = z.infer<typeof executionStatus>;

/** Which status may follow which; checked in every append. */
export const statusTransitions: Readonly<Record<ExecutionStatus, readonly ExecutionStatus[]>> = {
  queued: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'in-doubt'],
  running: ['running', 'waiting', 'completed', 'failed', 'cancelled', 'in-doubt'],
  waiting: ['waiting', 'running', 'completed', 'failed', 'cancelled', 'in-doubt'],
  'in-doubt': ['in-doubt', 'running', 'waiting', 'completed', 'failed', 'cancelled'],
  completed: [],
  failed: [],
  cancelled: [],
};

export function isFinal(status: ExecutionStatus): boolean {
  return statusTransitions[status].length === 0;
}
