import type { Logger } from 'pino';
import type { LogSink } from './ports.ts';

/** Writes the lines of `log` effects to the engine's log. `data` stays in the journal: payloads are never logged. */
export function createPinoLogSink(logger: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>): LogSink {
  return ({ level, message, executionId, workflowId, nodeId }) => {
    logger[level]({ executionId, workflowId, nodeId }, message);
  };
}
