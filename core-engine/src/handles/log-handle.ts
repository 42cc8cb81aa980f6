import { json } from '@sluice/protocol';
import { z } from 'zod';
import { type Handle, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { LogSink } from './ports.ts';

const writeArgs = z.strictObject({
  level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  message: z.string().max(16_384),
  data: json.optional(),
});

/**
 * `log:`: one line for people. The journal holds it as the effect's arguments, so that it belongs to the execution for good; the sink
 * shows it to the operator as well.
 */
export function createLogHandle(from: { readonly write: LogSink }): Handle {
  return {
    scheme: 'log',
    async perform(request) {
      const { level, message, data } = parseArgs(writeArgs, request);
      const { executionId, workflowId, node } = request.context;
      from.write({ level, message, data, executionId, workflowId, nodeId: node.id });
      return value(null);
    },
  };
}
