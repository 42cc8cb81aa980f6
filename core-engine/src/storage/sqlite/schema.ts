import { type ExecutionError, type Json, shareRights, type WorkflowDocument } from '@sluice/protocol';
import type { TriggerSummary } from '../ports/workflow-store.ts';
import { blob, index, integer, primaryKey, sql, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/**
 * The tables as the newest migration leaves them (`schema.test.ts` compares the two). Times are ms since the epoch. Rows that
 * belong to an execution name it by its integer `key`, not by its id: 36 bytes less in every row and index.
 */
export const meta = sqliteTable('meta', { name: text().primaryKey(), value: text().notNull() });

const notCompleted = sql.raw(`status <> 'completed'`);

export const executions = sqliteTable(
  'executions',
  {
    key: integer().primaryKey(),
    id: text().notNull(),
    workflowId: text('workflow_id').notNull(),
    workflowName: text('workflow_name').notNull(),
    version: text().notNull(),
    mode: text({ enum: ['production', 'manual'] }).notNull(),
    triggerNode: text('trigger_node').notNull(),
    status: text({ enum: ['queued', 'running', 'waiting', 'completed', 'failed', 'cancelled', 'in-doubt'] }).notNull(),
    startedAtMs: integer('started_at_ms').notNull(),
    endedAtMs: integer('ended_at_ms'),
    lastSeq: integer('last_seq').notNull(),
    owner: text().notNull(),
    actor: text(),
    parentId: text('parent_id'),
    /** `{node, scope, index}` in the parent. */
    parentPlace: text('parent_place'),
    depth: integer().notNull(),
    error: text({ mode: 'json' }).$type<ExecutionError>(),
    waits: text({ mode: 'json' }).$type<Json>(),
    leaseOwner: text('lease_owner'),
    /** 0 without a lease, so that one range of an index finds every row whose lease is over. */
    leaseUntilMs: integer('lease_until_ms').notNull(),
    fence: integer().notNull(),
  },
  (t) => [
    uniqueIndex('executions_id').on(t.id),
    index('executions_started').on(t.startedAtMs),
    index('executions_workflow').on(t.workflowId, t.startedAtMs),
    // Most executions complete: what is looked for by status is the rest, and a completed one pays for none of these.
    index('executions_status').on(t.status, t.startedAtMs).where(notCompleted),
    index('executions_workflow_status').on(t.workflowId, t.status, t.startedAtMs).where(notCompleted),
    index('executions_claimable').on(t.leaseUntilMs).where(sql.raw(`status IN ('queued', 'running')`)),
    index('executions_parent').on(t.parentId).where(sql.raw('parent_id IS NOT NULL')),
  ],
);

const execution = () =>
  integer()
    .notNull()
    .references(() => executions.key, { onDelete: 'cascade' });

export const segments = sqliteTable(
  'segments',
  {
    key: integer().primaryKey(),
    execution: execution(),
    firstSeq: integer('first_seq').notNull(),
    lastSeq: integer('last_seq').notNull(),
    perf: text({ mode: 'json' }).$type<Json>(),
    bytes: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [uniqueIndex('segments_execution').on(t.execution, t.lastSeq)],
);

export const snapshots = sqliteTable(
  'snapshots',
  { key: integer().primaryKey(), execution: execution(), seq: integer().notNull(), bytes: blob({ mode: 'buffer' }).notNull() },
  (t) => [uniqueIndex('snapshots_execution').on(t.execution, t.seq)],
);

export const timers = sqliteTable(
  'timers',
  { execution: execution(), id: text().notNull(), dueAtMs: integer('due_at_ms').notNull() },
  (t) => [primaryKey({ columns: [t.execution, t.id] }), index('timers_due').on(t.dueAtMs)],
);

export const inbox = sqliteTable(
  'inbox',
  // Never reused: a consumed id must not name a later input.
  {
    id: integer().primaryKey({ autoIncrement: true }),
    execution: execution(),
    input: text({ mode: 'json' }).$type<Json>().notNull(),
  },
  (t) => [index('inbox_execution').on(t.execution)],
);

/** Executions that cannot go on before something is mended: no sweep takes them up, and no timer but that of their end wakes them. */
export const blocked = sqliteTable('blocked', { execution: execution().primaryKey() });

export const blobRefs = sqliteTable('blob_refs', { sha256: blob({ mode: 'buffer' }).notNull(), execution: execution() }, (t) => [
  primaryKey({ columns: [t.sha256, t.execution] }),
  index('blob_refs_execution').on(t.execution),
]);

export const workflows = sqliteTable(
  'workflows',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    owner: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    revision: integer().notNull(),
    archived: integer({ mode: 'boolean' }).notNull(),
    draft: text({ mode: 'json' }).$type<WorkflowDocument>().notNull(),
    triggers: text({ mode: 'json' }).$type<readonly TriggerSummary[]>().notNull(),
    publishedVersion: text('published_version'),
    activeVersion: text('active_version'),
    folder: text().notNull().default(''),
    tags: text({ mode: 'json' }).$type<readonly string[]>().notNull().default([]),
  },
  (t) => [index('workflows_updated').on(t.archived, t.updatedAtMs)],
);

export const documents = sqliteTable('documents', {
  hash: text().primaryKey(),
  document: text({ mode: 'json' }).$type<WorkflowDocument>().notNull(),
  putAtMs: integer('put_at_ms').notNull(),
});

export const versions = sqliteTable(
  'versions',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    hash: text()
      .notNull()
      .references(() => documents.hash),
    number: integer().notNull(),
    message: text().notNull(),
    /** Not part of the hash, so it is the version's own and not the document's. */
    layout: text({ mode: 'json' }).$type<WorkflowDocument['layout']>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    createdBy: text('created_by').notNull(),
    /** The request that published it last: sent again, it is known. */
    request: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workflowId, t.hash] }),
    uniqueIndex('versions_number').on(t.workflowId, t.number),
    index('versions_hash').on(t.hash),
  ],
);

export const webhooks = sqliteTable(
  'webhooks',
  {
    path: text().notNull(),
    method: text().notNull(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    nodeId: text('node_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.path, t.method] }), index('webhooks_workflow').on(t.workflowId)],
);

export const schedules = sqliteTable(
  'schedules',
  {
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    nodeId: text('node_id').notNull(),
    cron: text().notNull(),
    timeZone: text('time_zone').notNull(),
    nextAtMs: integer('next_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workflowId, t.nodeId] }), index('schedules_next').on(t.nextAtMs)],
);

/** Rows stay when a share has ended: they say who shared what with whom, and who revoked it when. */
export const shares = sqliteTable(
  'shares',
  {
    id: text().primaryKey(),
    workflowId: text('workflow_id')
      .notNull()
      .references(() => workflows.id),
    /** The principal; null for a link. */
    did: text(),
    /** SHA-256 of a link's secret; null for a principal. */
    secretHash: text('secret_hash'),
    /** The link that a principal's share came from. */
    linkId: text('link_id'),
    rights: text({ enum: shareRights }).notNull(),
    createdBy: text('created_by').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms'),
    uses: integer().notNull(),
    maxUses: integer('max_uses'),
    note: text().notNull(),
    endedAtMs: integer('ended_at_ms'),
    /** Null in one that has ended: it expired. */
    revokedBy: text('revoked_by'),
  },
  (t) => [
    index('shares_workflow').on(t.workflowId, t.createdAtMs),
    index('shares_principal').on(t.did, t.workflowId).where(sql.raw('did IS NOT NULL')),
    uniqueIndex('shares_secret').on(t.secretHash).where(sql.raw('secret_hash IS NOT NULL')),
    index('shares_link').on(t.linkId).where(sql.raw('link_id IS NOT NULL')),
    index('shares_expires').on(t.expiresAtMs).where(sql.raw('expires_at_ms IS NOT NULL AND ended_at_ms IS NULL')),
  ],
);

export const secrets = sqliteTable('secrets', {
  name: text().primaryKey(),
  sealed: blob({ mode: 'buffer' }).notNull(),
  hosts: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const kv = sqliteTable(
  'kv',
  {
    namespace: text().notNull(),
    key: text().notNull(),
    /** JSON text; drizzle's own JSON mode stores null as NULL. */ value: text().notNull(),
    expiresAtMs: integer('expires_at_ms'),
  },
  (t) => [
    primaryKey({ columns: [t.namespace, t.key] }),
    index('kv_expires').on(t.expiresAtMs).where(sql.raw('expires_at_ms IS NOT NULL')),
  ],
);

export const kvApplied = sqliteTable(
  'kv_applied',
  {
    effectKey: text('effect_key').primaryKey(),
    result: text({ mode: 'json' }).$type<number>().notNull(),
    appliedAtMs: integer('applied_at_ms').notNull(),
  },
  (t) => [index('kv_applied_at').on(t.appliedAtMs)],
);
