import { z } from 'zod';

/**
 * Why a step or an execution failed: a stable `code` (see `errors/codes.ts`), what happened, and what to try. `param` points
 * into the node's parameters (`headers.0.value`), `item` is the index of the input item.
 */
export const runError = z.strictObject({
  code: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  nodeId: z.string().optional(),
  scope: z.string().optional(),
  param: z.string().optional(),
  item: z.int().min(0).optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});

export type RunError = z.infer<typeof runError>;
