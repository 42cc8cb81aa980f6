import { z } from 'zod';
import { json } from '../json.ts';
import { waitView } from '../run/event.ts';
import { runError } from '../run/run-error.ts';
import { executionStatus } from '../run/status.ts';
import { endpoint } from './endpoint.ts';
import { page, pageQuery } from './page.ts';

const id = z.strictObject({ id: z.string() });

/** Why an execution failed, for people: what its node was called in that run (the name it was given, else its type's title). */
export const executionError = runError.extend({ nodeName: z.string().optional() });
export const executionSummary = z.strictObject({
  id: z.string(),
  workflowId: z.string(),
  workflowName: z.string(),
  version: z.string(),
  status: executionStatus,
  mode: z.enum(['production', 'manual']),
  trigger: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  lastSeq: z.int(),
  parentId: z.string().nullable(),
  /** The principal who started it; null where a trigger did on nobody's behalf. */
  startedBy: z.string().nullable(),
  error: executionError.nullable(),
  /** Why it is parked: what each wait or doubt is for. */
  waits: z.array(
    z.strictObject({
      node: z.string(),
      /** What the node is called in this run. */
      nodeName: z.string().optional(),
      scope: z.string(),
      index: z.int(),
      wait: z.union([
        waitView,
        z.strictObject({ kind: z.literal('doubt'), verb: z.string(), uri: z.string() }),
        z.strictObject({ kind: z.literal('paused') }),
        z.strictObject({ kind: z.literal('retry'), dueAt: z.int() }),
        // It cannot go on before something is mended: why, and what helps.
        z.strictObject({ kind: z.literal('blocked'), code: z.string(), message: z.string(), hint: z.string() }),
      ]),
    }),
  ),
});

export const executionDetail = executionSummary.extend({
  output: z.array(json).nullable(),
  /** How many items it completed with, when `output` has not all of them. */
  outputCount: z.int().optional(),
});

/** A step as a person sees it: its state, and how many items came in and went out by each port. */
export const stepView = z.strictObject({
  node: z.string(),
  scope: z.string(),
  attempt: z.int(),
  status: z.enum(['running', 'waiting', 'retrying', 'completed', 'failed', 'skipped', 'in-doubt', 'cancelled']),
  startedSeq: z.int().nullable(),
  endedSeq: z.int().nullable(),
  durationUs: z.int().nullable(),
  inputs: z.record(z.string(), z.int()),
  outputs: z.record(z.string(), z.int()),
  error: runError.nullable(),
  reason: z.string().nullable(),
  logs: z.array(z.string()),
  /** It did not run: it has what the execution named here gave out, or (null) what is pinned to its node. */
  given: z.strictObject({ executionId: z.string().nullable() }).optional(),
});
export const edgeView = z.strictObject({ edge: z.int(), scope: z.string(), state: z.enum(['live', 'dead']), count: z.int() });
/** The state of an execution at one `seq`. */
export const executionState = z.strictObject({
  executionId: z.string(),
  seq: z.int(),
  status: executionStatus,
  steps: z.array(stepView),
  edges: z.array(edgeView),
  /** The part of the workflow that it is a run of; absent: the whole. `reuse`: the execution whose outputs it could take over. */
  asked: z
    .strictObject({
      target: z.string().nullable(),
      from: z.string().nullable(),
      reuse: z.string().nullable(),
      outside: z.array(z.string()),
    })
    .optional(),
});

export const itemView = z.strictObject({
  json,
  blobs: z.record(z.string(), z.looseObject({ sha256: z.string(), size: z.int() })).optional(),
  error: runError.optional(),
  /** The item's JSON takes so many bytes, more than were asked for: `json` is a preview, with the beginnings of what is long in it. */
  cut: z.int().optional(),
  origin: z.array(z.strictObject({ node: z.string(), scope: z.string(), port: z.string(), index: z.int() })),
});

export const listExecutions = endpoint({
  name: 'listExecutions',
  method: 'GET',
  path: '/v1/executions',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'list' },
  summary: 'Lists executions, newest first.',
  query: pageQuery.extend({
    workflowId: z.string().optional(),
    status: z.string().optional(),
    search: z.string().optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
  }),
  response: page(executionSummary),
});
export const getExecution = endpoint({
  name: 'getExecution',
  method: 'GET',
  path: '/v1/executions/{id}',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'One execution.',
  params: id,
  /** The most that the output's JSON may take: more of it is left out, or cut as `getStepItems` does. Default: all of it comes. */
  query: z.strictObject({ maxOutputBytes: z.coerce.number().int().min(1024).optional() }),
  response: executionDetail,
});
export const getExecutionEvents = endpoint({
  name: 'getExecutionEvents',
  method: 'GET',
  path: '/v1/executions/{id}/events',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'The journal from `after` (exclusive) on, as it was recorded.',
  params: id,
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  }),
  response: z.strictObject({ events: z.array(z.looseObject({ seq: z.int(), type: z.string() })), lastSeq: z.int() }),
});
export const getExecutionState = endpoint({
  name: 'getExecutionState',
  method: 'GET',
  path: '/v1/executions/{id}/state',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'The state at `seq` (default: the newest).',
  params: id,
  query: z.strictObject({ seq: z.coerce.number().int().min(0).optional() }),
  response: executionState,
});
export const getStepItems = endpoint({
  name: 'getStepItems',
  method: 'GET',
  path: '/v1/executions/{id}/items',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'Items in or out of one step by one port, with origins.',
  params: id,
  query: z.strictObject({
    node: z.string(),
    scope: z.string().default(''),
    side: z.enum(['in', 'out']),
    port: z.string(),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(50),
    /** Fewer items than `limit` come when their JSON takes more than this; one that takes more by itself is cut. */
    maxBytes: z.coerce
      .number()
      .int()
      .min(1024)
      .max(64 * 1024 * 1024)
      .default(4 * 1024 * 1024),
  }),
  response: z.strictObject({ items: z.array(itemView), total: z.int() }),
});
export const getExecutionDocument = endpoint({
  name: 'getExecutionDocument',
  method: 'GET',
  path: '/v1/executions/{id}/document',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'The document that the execution runs.',
  params: id,
  response: z.strictObject({ document: z.looseObject({}) }),
});
export const cancelExecution = endpoint({
  name: 'cancelExecution',
  method: 'POST',
  path: '/v1/executions/{id}/cancel',
  server: 'engine',
  access: 'operator',
  shared: { right: 'run', of: 'own-execution' },
  summary: 'Cancels at the next event.',
  params: id,
  body: z.strictObject({ reason: z.string().max(1000).optional() }),
  response: executionSummary,
});
export const pauseExecution = endpoint({
  name: 'pauseExecution',
  method: 'POST',
  path: '/v1/executions/{id}/pause',
  server: 'engine',
  access: 'operator',
  summary: 'Starts no further step until it is resumed.',
  params: id,
  response: executionSummary,
});
export const resumeExecution = endpoint({
  name: 'resumeExecution',
  method: 'POST',
  path: '/v1/executions/{id}/resume',
  server: 'engine',
  access: 'operator',
  summary: 'Goes on after a pause.',
  params: id,
  response: executionSummary,
});
export const resolveDoubt = endpoint({
  name: 'resolveDoubt',
  method: 'POST',
  path: '/v1/executions/{id}/doubts',
  server: 'engine',
  access: 'operator',
  summary: 'Says what became of an effect in doubt.',
  params: id,
  body: z.strictObject({
    node: z.string(),
    scope: z.string().default(''),
    index: z.int(),
    decision: z.enum(['retry', 'done', 'fail']),
    value: json.optional(),
  }),
  response: executionSummary,
});
export const replayExecution = endpoint({
  name: 'replayExecution',
  method: 'POST',
  path: '/v1/executions/{id}/replay',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'execution' },
  summary: 'Runs the plan again from the recorded results and compares every event.',
  params: id,
  response: z.strictObject({
    executionId: z.string(),
    events: z.int(),
    identical: z.boolean(),
    divergence: z.strictObject({ seq: z.int(), recorded: z.string(), replayed: z.string() }).nullable(),
  }),
});
export const retryExecution = endpoint({
  name: 'retryExecution',
  method: 'POST',
  path: '/v1/executions/{id}/retry',
  server: 'engine',
  access: 'operator',
  shared: { right: 'run', of: 'execution' },
  summary: 'Starts the workflow again at the same trigger with the same items, as a new execution.',
  params: id,
  /** `same`: the document that the execution ran; `draft`: the workflow as it stands now. */
  body: z.strictObject({ version: z.enum(['same', 'draft']).default('same') }),
  status: 202,
  response: z.strictObject({ executionId: z.string(), status: z.string() }),
});
export const deleteExecution = endpoint({
  name: 'deleteExecution',
  method: 'DELETE',
  path: '/v1/executions/{id}',
  server: 'engine',
  access: 'builder',
  summary:
    'Deletes an execution that has ended, with its journal and items; refused with `execution_not_final` while it has not.',
  params: id,
  status: 204,
});
export const readBlob = endpoint({
  name: 'readBlob',
  method: 'GET',
  path: '/v1/blobs/{sha256}',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'blob' },
  summary: 'The bytes of a blob, or some of them.',
  params: z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  /** Bytes beyond the end are none. Default: all. */
  query: z.strictObject({
    offset: z.coerce.number().int().min(0).default(0),
    length: z.coerce
      .number()
      .int()
      .min(1)
      .max(16 * 1024 * 1024)
      .optional(),
  }),
  responseType: 'application/octet-stream',
});

export type ExecutionError = z.infer<typeof executionError>;
export type ExecutionSummary = z.infer<typeof executionSummary>;
export type ExecutionDetail = z.infer<typeof executionDetail>;
export type StepView = z.infer<typeof stepView>;
export type EdgeView = z.infer<typeof edgeView>;
export type ExecutionState = z.infer<typeof executionState>;
export type ItemView = z.infer<typeof itemView>;
