import { z } from 'zod';
import { jsonObject, recordOf } from '../json.ts';

/** A node's id: the key in `nodes`, and what edges, templates (`$node('id')`) and errors name. */
export const nodeId = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'a node id is a letter or _ followed by at most 63 of A-Z a-z 0-9 _ -');

/** A node type's name: `module.name@major`. */
export const nodeTypeName = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*@[1-9][0-9]*$/, 'a node type is named module.name@major');

/** One end of an edge: `node.port`. */
export const portRef = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_-]{0,63}\.[A-Za-z_][A-Za-z0-9_-]{0,63}$/, 'an edge end is written node.port');

/** How often and when a failed step is tried again. `attempts` counts the first one. Delays in milliseconds. */
export const retryPolicy = z.strictObject({
  attempts: z.int().min(1).max(100),
  backoff: z.enum(['fixed', 'exponential']).default('fixed'),
  delayMs: z.int().min(0).max(86_400_000).default(1000),
  maxDelayMs: z.int().min(0).max(86_400_000).optional(),
});

export const documentNode = z.strictObject({
  type: nodeTypeName,
  name: z.string().min(1).max(200).optional(),
  /** Values for the type's parameters. A string that starts with `=` is a template. */
  params: jsonObject.default({}),
  onError: z.enum(['stop', 'continue', 'route']).optional(),
  retry: retryPolicy.optional(),
  /** Wall-clock limit for one attempt of a step, effects' waiting time not counted. */
  timeoutMs: z.int().min(1).max(3_600_000).optional(),
  /** What to do with an effect of class `once` that was under way in a crash. Default `ask`: the execution parks as in-doubt. */
  onDoubt: z.enum(['ask', 'retry', 'done', 'fail']).optional(),
  /** `pass` hands the items through; `block` settles the node's edges dead. */
  disabled: z.enum(['pass', 'block']).optional(),
});

export const documentEdge = z.strictObject({ from: portRef, to: portRef });

export const workflowSettings = z.strictObject({
  /** The longest an execution may take from start to end, waits included. */
  timeoutMs: z.int().min(1).max(31_536_000_000).optional(),
  concurrency: z.strictObject({ limit: z.int().min(1).max(10_000), key: z.string().optional() }).optional(),
  /** The workflow that is started when this one fails. Its trigger gets `{ executionId, workflowId, error }`. */
  errorWorkflow: z.string().optional(),
  /** The workflow's own allow-list of effects, as `verb scheme:pattern`, e.g. `get http://127.0.0.1:*`. Absent: what its modules may. */
  effects: z.array(z.string().min(1)).optional(),
  /** Read as `$vars`. */
  vars: jsonObject.optional(),
});

/**
 * The workflow document, format `sluice/1`. Nodes are keyed by id, so that a text diff reads well. `layout` (positions,
 * and notes and groups under ids of their own) is never part of the version hash.
 */
export const workflowDocument = z.strictObject({
  format: z.literal('sluice/1'),
  name: z.string().min(1).max(200),
  description: z.string().max(10_000).optional(),
  settings: workflowSettings.default({}),
  nodes: recordOf(nodeId, documentNode),
  edges: z.array(documentEdge).default([]),
  layout: recordOf(z.string(), z.looseObject({})).default({}),
});

export type RetryPolicy = z.infer<typeof retryPolicy>;
export type DocumentNode = z.infer<typeof documentNode>;
export type DocumentEdge = z.infer<typeof documentEdge>;
export type WorkflowSettings = z.infer<typeof workflowSettings>;
export type WorkflowDocument = z.infer<typeof workflowDocument>;
