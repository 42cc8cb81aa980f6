import { z } from 'zod';
import { nodeId, workflowDocument } from '../document/workflow-document.ts';
import { issue } from '../errors/problem.ts';
import { json } from '../json.ts';
import { endpoint } from './endpoint.ts';
import { folderPath, workflowTags } from './folders.ts';
import { page, pageQuery } from './page.ts';

const id = z.strictObject({ id: z.string() });
const versionHash = z.string().regex(/^[0-9a-f]{64}$/);

export const workflowSummary = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** The draft's optimistic revision, counted up by every save. */
  revision: z.int(),
  publishedVersion: versionHash.nullable(),
  activeVersion: versionHash.nullable(),
  archived: z.boolean(),
  /** Where people keep it, e.g. `Sales/Europe`; empty: in no folder. Like tags no part of the document and its versions. */
  folder: z.string(),
  tags: z.array(z.string()),
  triggers: z.array(
    z.strictObject({
      nodeId: z.string(),
      type: z.string(),
      path: z.string().optional(),
      method: z.string().optional(),
      cron: z.string().optional(),
    }),
  ),
  lastExecution: z.strictObject({ id: z.string(), status: z.string(), startedAt: z.string() }).nullable(),
});
export const workflowDetail = workflowSummary.extend({ document: workflowDocument, issues: z.array(issue) });
export const workflowVersion = z.strictObject({
  version: versionHash,
  number: z.int(),
  message: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  active: z.boolean(),
});

const documentLimit = 10 * 1024 * 1024;

export const listWorkflows = endpoint({
  name: 'listWorkflows',
  method: 'GET',
  path: '/v1/workflows',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'list' },
  summary: 'Lists workflows, newest change first.',
  query: pageQuery.extend({
    /** Part of name, tag or id, in any letter case. */
    search: z.string().optional(),
    archived: z.stringbool().optional(),
    /** In this folder, or one below it. */
    folder: folderPath.optional(),
    tag: z.string().optional(),
  }),
  response: page(workflowSummary),
});
export const createWorkflow = endpoint({
  name: 'createWorkflow',
  method: 'POST',
  path: '/v1/workflows',
  server: 'engine',
  access: 'builder',
  summary: 'Makes a workflow; the document becomes its draft, problems and all.',
  body: z.strictObject({ document: workflowDocument, folder: folderPath.optional(), tags: workflowTags.optional() }),
  bodyLimitBytes: documentLimit,
  status: 201,
  response: workflowDetail,
});
export const getWorkflow = endpoint({
  name: 'getWorkflow',
  method: 'GET',
  path: '/v1/workflows/{id}',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'workflow' },
  summary: 'The draft of a workflow with its issues.',
  params: id,
  response: workflowDetail,
});
export const saveDraft = endpoint({
  name: 'saveDraft',
  method: 'PUT',
  path: '/v1/workflows/{id}',
  server: 'engine',
  access: 'builder',
  shared: { right: 'edit', of: 'workflow' },
  summary: 'Saves the draft; refused with `conflict` when `revision` is not the newest.',
  params: id,
  body: z.strictObject({ document: workflowDocument, revision: z.int() }),
  bodyLimitBytes: documentLimit,
  response: workflowDetail,
});
export const organizeWorkflow = endpoint({
  name: 'organizeWorkflow',
  method: 'PATCH',
  path: '/v1/workflows/{id}',
  server: 'engine',
  access: 'builder',
  summary: 'Puts a workflow in a folder and gives it tags. Draft, revision and versions stay as they are.',
  params: id,
  body: z.strictObject({ folder: folderPath.optional(), tags: workflowTags.optional() }),
  response: workflowSummary,
});
export const archiveWorkflow = endpoint({
  name: 'archiveWorkflow',
  method: 'DELETE',
  path: '/v1/workflows/{id}',
  server: 'engine',
  access: 'builder',
  summary: 'Archives a workflow: deactivated, hidden, its executions kept.',
  params: id,
  status: 204,
});
export const restoreWorkflow = endpoint({
  name: 'restoreWorkflow',
  method: 'POST',
  path: '/v1/workflows/{id}/restore',
  server: 'engine',
  access: 'builder',
  summary: 'Takes a workflow out of the archive.',
  params: id,
  response: workflowDetail,
});
export const publishWorkflow = endpoint({
  name: 'publishWorkflow',
  method: 'POST',
  path: '/v1/workflows/{id}/publish',
  server: 'engine',
  access: 'builder',
  summary:
    'Makes the draft an immutable version; refused with `document_invalid` while it has issues, and with `draft_changed` when `revision` is given and is not the newest.',
  params: id,
  body: z.strictObject({
    message: z.string().max(1000).default(''),
    activate: z.boolean().default(false),
    /** The draft that is meant; absent: the newest, whatever is in it by then. */
    revision: z.int().min(0).optional(),
  }),
  status: 201,
  response: workflowVersion,
});
export const listVersions = endpoint({
  name: 'listVersions',
  method: 'GET',
  path: '/v1/workflows/{id}/versions',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'workflow' },
  summary: 'The published versions, newest first.',
  params: id,
  response: z.strictObject({ items: z.array(workflowVersion) }),
});
export const getVersion = endpoint({
  name: 'getVersion',
  method: 'GET',
  path: '/v1/workflows/{id}/versions/{version}',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'view', of: 'workflow' },
  summary: 'One published version.',
  params: id.extend({ version: versionHash }),
  response: workflowVersion.extend({ document: workflowDocument }),
});
export const activateWorkflow = endpoint({
  name: 'activateWorkflow',
  method: 'POST',
  path: '/v1/workflows/{id}/activate',
  server: 'engine',
  access: 'builder',
  summary: 'Lets the triggers of a version (default: the newest) start executions.',
  params: id,
  body: z.strictObject({ version: versionHash.optional() }),
  response: workflowSummary,
});
export const deactivateWorkflow = endpoint({
  name: 'deactivateWorkflow',
  method: 'POST',
  path: '/v1/workflows/{id}/deactivate',
  server: 'engine',
  access: 'builder',
  summary: 'Stops the triggers. Executions under way go on.',
  params: id,
  response: workflowSummary,
});
export const validateDocument = endpoint({
  name: 'validateDocument',
  method: 'POST',
  path: '/v1/validate',
  server: 'engine',
  access: 'viewer',
  shared: { right: 'edit', of: 'any' },
  summary: 'Says what is wrong with a document, without saving it.',
  body: z.strictObject({ document: workflowDocument }),
  bodyLimitBytes: documentLimit,
  /** `version` is null when the document has no canonical JSON (RFC 8785), and so no hash; an issue says where. */
  response: z.strictObject({ version: versionHash.nullable(), issues: z.array(issue) }),
});
/**
 * A part of a workflow. `target`: run what this node needs, and it. `from`: run this node and everything downstream of it (with `target`, as
 * far as that needs it). `reuse`: an execution of the same workflow; what it and those that it reused gave out stands for the nodes that
 * are not wanted, as long as nothing that it was made of has changed, the trigger's items among it. Without `reuse`, or with `anew`, all nodes
 * run that are needed.
 */
export const runPart = z
  .strictObject({
    target: nodeId.optional(),
    from: nodeId.optional(),
    reuse: z.string().optional(),
    anew: z.boolean().default(false),
  })
  .refine(({ target, from }) => target !== undefined || from !== undefined, 'name a node: target, from or both');
export const runWorkflow = endpoint({
  name: 'runWorkflow',
  method: 'POST',
  path: '/v1/workflows/{id}/run',
  server: 'engine',
  access: 'operator',
  shared: { right: 'run', of: 'workflow' },
  summary:
    'Starts an execution. With `wait` the answer comes when it ended or parked, else at once (202 semantics: it is durable).',
  params: id,
  bodyLimitBytes: 16 * 1024 * 1024,
  body: z.strictObject({
    /** `draft`, or a version's hash; default: the active or newest published version, else the draft. */
    version: z.union([z.literal('draft'), versionHash]).optional(),
    /** The trigger node to start at; default: the manual trigger, else the only one. */
    trigger: z.string().optional(),
    /** The `json` of the trigger's items; default one empty object, of a part the layout's sample. */
    items: z.array(json).optional(),
    /** Run a part of the draft; only with `version: "draft"`, whose pinned nodes are given what is pinned to them. */
    partial: runPart.optional(),
    wait: z.boolean().default(false),
  }),
  status: 202,
  response: z.lazy(() =>
    z.strictObject({
      executionId: z.string(),
      status: z.string(),
      output: z.array(json).optional(),
      error: z.looseObject({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
});
/** Runs a document that is not stored as a workflow (the CLI's `sluice run FILE`). */
export const runDocument = endpoint({
  name: 'runDocument',
  method: 'POST',
  path: '/v1/run',
  server: 'engine',
  access: 'builder',
  summary: 'Runs a document once, without keeping it as a workflow.',
  bodyLimitBytes: 32 * 1024 * 1024,
  body: z.strictObject({
    document: workflowDocument,
    trigger: z.string().optional(),
    items: z.array(json).optional(),
    wait: z.boolean().default(true),
  }),
  status: 202,
  response: runWorkflow.response,
});

export type RunPart = z.input<typeof runPart>;
export type WorkflowSummary = z.infer<typeof workflowSummary>;
export type WorkflowDetail = z.infer<typeof workflowDetail>;
export type WorkflowVersion = z.infer<typeof workflowVersion>;
