import type { WorkflowDocument } from '@sluice/protocol';
import type { Page } from '../ports/page.ts';
import type {
  ActivateResult,
  ActiveTriggers,
  Filing,
  FolderList,
  Mention,
  NewVersion,
  NewWorkflow,
  PublishResult,
  SaveDraft,
  SaveDraftResult,
  ScheduleRow,
  VersionRow,
  WebhookTarget,
  WorkflowQuery,
  WorkflowRow,
  WorkflowStore,
} from '../ports/workflow-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { and, asc, desc, eq, getTableColumns, isNotNull, lt, or, sql } from './drizzle.ts';
import { documents, workflows } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';
import { WorkflowTriggers } from './workflow-triggers.ts';
import { WorkflowVersions } from './workflow-versions.ts';

const { draft: _, ...rowColumns } = getTableColumns(workflows);
type StoredWorkflow = Omit<typeof workflows.$inferSelect, 'draft'>;

/** Workflows on SQLite: drafts here, versions in `workflow-versions.ts`, what is listened to in `workflow-triggers.ts`. */
export class SqliteWorkflowStore implements WorkflowStore {
  readonly #database: SqliteDatabase;
  readonly #versions: WorkflowVersions;
  readonly #triggers: WorkflowTriggers;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#versions = new WorkflowVersions(database);
    this.#triggers = new WorkflowTriggers(database);
  }

  async create({ id, owner, document, triggers, filing, nowMs }: NewWorkflow): Promise<WorkflowRow> {
    const values = {
      id,
      owner,
      name: document.name,
      draft: document,
      triggers,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      revision: 1,
      archived: false,
      ...filing,
    };
    return toWorkflowRow(
      this.#database.write(() => this.#database.orm.insert(workflows).values(values).returning(rowColumns).get()),
    );
  }

  async saveDraft({ id, revision, document, triggers, nowMs }: SaveDraft): Promise<SaveDraftResult> {
    return this.#database.write((): SaveDraftResult => {
      const found = this.#find(id);
      if (found === undefined) return { ok: false, code: 'unknown' };
      if (found.revision !== revision) return { ok: false, code: 'conflict', revision: found.revision };
      return {
        ok: true,
        workflow: this.#update(id, {
          name: document.name,
          draft: document,
          triggers,
          updatedAtMs: nowMs,
          revision: revision + 1,
        }),
      };
    });
  }

  async find(id: string): Promise<WorkflowRow | undefined> {
    return this.#database.read(() => this.#find(id));
  }

  async findDraft(id: string): Promise<{ workflow: WorkflowRow; document: WorkflowDocument } | undefined> {
    const stored = this.#database.read(() => this.#database.orm.select().from(workflows).where(eq(workflows.id, id)).get());
    if (stored === undefined) return undefined;
    const { draft, ...row } = stored;
    return { workflow: toWorkflowRow(row), document: draft };
  }

  async list({ search, archived = false, folder, tag, ids, cursor, limit }: WorkflowQuery): Promise<Page<WorkflowRow>> {
    const rows = this.#database.read(() =>
      this.#database.orm
        .select(rowColumns)
        .from(workflows)
        .where(and(eq(workflows.archived, archived), within(folder), tagged(tag), among(ids), after(cursor), matching(search)))
        .orderBy(desc(workflows.updatedAtMs), asc(workflows.id))
        .limit(limit + 1)
        .all(),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(toWorkflowRow),
      nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.updatedAtMs, last.id]) : null,
    };
  }

  async organize({ id, ...filing }: { id: string } & Partial<Filing>): Promise<WorkflowRow | undefined> {
    return this.#database.write(() => {
      const found = this.#find(id);
      return found === undefined || Object.keys(filing).length === 0 ? found : this.#update(id, filing);
    });
  }

  async listFolders(): Promise<FolderList> {
    const live = 'FROM workflows WHERE archived = 0';
    return this.#database.read(() => ({
      folders: this.#database
        .prepare<{ path: string; count: number }>(
          `SELECT folder AS path, count(*) AS count ${live} AND folder <> '' GROUP BY folder ORDER BY folder`,
        )
        .all(),
      tags: this.#database
        .prepare<{ tag: string; count: number }>(
          'SELECT value AS tag, count(*) AS count FROM workflows, json_each(workflows.tags) WHERE archived = 0 GROUP BY value ORDER BY value',
        )
        .all(),
      total: this.#database.prepare<{ n: number }>(`SELECT count(*) AS n ${live}`).get()?.n ?? 0,
      archived: this.#database.prepare<{ n: number }>('SELECT count(*) AS n FROM workflows WHERE archived = 1').get()?.n ?? 0,
    }));
  }

  async moveFolder(from: string, to: string): Promise<number> {
    return this.#database.write(() => {
      // What moves to the top leaves its slash behind.
      const below = sql<string>`ltrim(${to} || substr(${workflows.folder}, length(${from}) + 1), '/')`;
      return this.#database.orm.update(workflows).set({ folder: below }).where(within(from)).run().changes;
    });
  }

  async findMentions(text: string): Promise<readonly Mention[]> {
    const written = JSON.stringify(text).slice(1, -1);
    const query = this.#database.orm
      .select({ workflow: rowColumns, draft: workflows.draft, active: documents.document })
      .from(workflows)
      .leftJoin(documents, eq(documents.hash, workflows.activeVersion))
      .where(
        and(
          eq(workflows.archived, false),
          or(sql`instr(${workflows.draft}, ${written}) > 0`, sql`instr(${documents.document}, ${written}) > 0`),
        ),
      )
      .orderBy(asc(workflows.name), asc(workflows.id));
    const found = this.#database.read(() => query.all());
    return found.map(({ workflow, draft, active }) => ({
      workflow: toWorkflowRow(workflow),
      draft,
      active: active ?? undefined,
    }));
  }

  async setArchived(id: string, archived: boolean, nowMs: number): Promise<WorkflowRow | undefined> {
    return this.#database.write(() => {
      const found = this.#find(id);
      if (found === undefined || found.archived === archived) return found;
      if (archived) this.#triggers.remove(id);
      return this.#update(id, { archived, updatedAtMs: nowMs, ...(archived ? { activeVersion: null } : {}) });
    });
  }

  async publish(version: NewVersion): Promise<PublishResult> {
    const { workflowId, hash, nowMs, activate } = version;
    return this.#database.write((): PublishResult => {
      const found = this.#find(workflowId);
      if (found === undefined) return { ok: false, code: 'unknown' };
      if (activate !== undefined && found.archived) return { ok: false, code: 'archived' };
      const taken = activate === undefined ? undefined : this.#triggers.findTaken(workflowId, activate);
      if (taken !== undefined) return taken;
      this.#versions.add(version);
      if (activate !== undefined) this.#triggers.replace(workflowId, activate);
      this.#update(workflowId, {
        publishedVersion: hash,
        updatedAtMs: nowMs,
        ...(activate === undefined ? {} : { activeVersion: hash }),
      });
      // It was added just above, if it was not there before.
      return { ok: true, version: (this.#versions.find(workflowId, hash) as { version: VersionRow }).version };
    });
  }

  async findPublished(workflowId: string, request: string): Promise<VersionRow | undefined> {
    return this.#database.read(() => this.#versions.findPublished(workflowId, request));
  }

  async listVersions(workflowId: string): Promise<readonly VersionRow[]> {
    return this.#database.read(() => this.#versions.list(workflowId));
  }

  async findVersion(workflowId: string, hash: string): Promise<{ version: VersionRow; document: WorkflowDocument } | undefined> {
    return this.#database.read(() => this.#versions.find(workflowId, hash));
  }

  async putDocument(hash: string, document: WorkflowDocument, nowMs: number): Promise<void> {
    this.#database.write(() => this.#versions.putDocument(hash, document, nowMs));
  }

  async findDocument(hash: string): Promise<WorkflowDocument | undefined> {
    const rows = this.#database.orm.select({ document: documents.document }).from(documents);
    return this.#database.read(() => rows.where(eq(documents.hash, hash)).get()?.document);
  }

  async purgeDocuments(putBeforeMs: number): Promise<number> {
    const named = sql`${documents.hash} NOT IN (SELECT hash FROM versions) AND ${documents.hash} NOT IN (SELECT version FROM executions)`;
    const stale = and(lt(documents.putAtMs, putBeforeMs), named);
    return this.#database.write(() => this.#database.orm.delete(documents).where(stale).run().changes);
  }

  async activate({
    workflowId,
    version,
    triggers,
    nowMs,
  }: {
    workflowId: string;
    version: string;
    triggers: ActiveTriggers;
    nowMs: number;
  }): Promise<ActivateResult> {
    return this.#database.write((): ActivateResult => {
      const found = this.#find(workflowId);
      if (found === undefined) return { ok: false, code: 'unknown' };
      if (found.archived) return { ok: false, code: 'archived' };
      if (this.#versions.find(workflowId, version) === undefined) return { ok: false, code: 'version_unknown' };
      const taken = this.#triggers.findTaken(workflowId, triggers);
      if (taken !== undefined) return taken;
      this.#triggers.replace(workflowId, triggers);
      return { ok: true, workflow: this.#update(workflowId, { activeVersion: version, updatedAtMs: nowMs }) };
    });
  }

  async deactivate(workflowId: string, nowMs: number): Promise<WorkflowRow | undefined> {
    return this.#database.write(() => {
      const found = this.#find(workflowId);
      if (found?.activeVersion === undefined) return found;
      this.#triggers.remove(workflowId);
      return this.#update(workflowId, { activeVersion: null, updatedAtMs: nowMs });
    });
  }

  async listActive(): Promise<readonly { workflowId: string; version: string }[]> {
    const query = this.#database.orm
      .select({ workflowId: workflows.id, version: sql<string>`${workflows.activeVersion}` })
      .from(workflows);
    return this.#database.read(() => query.where(isNotNull(workflows.activeVersion)).all());
  }

  async findWebhook(method: string, path: string): Promise<WebhookTarget | undefined> {
    return this.#database.read(() => this.#triggers.findWebhook(method, path));
  }

  async webhookMethods(path: string): Promise<readonly string[]> {
    return this.#database.read(() => this.#triggers.methods(path));
  }

  async dueSchedules(nowMs: number, limit: number): Promise<readonly ScheduleRow[]> {
    return this.#database.read(() => this.#triggers.dueSchedules(nowMs, limit));
  }

  async nextScheduleAt(): Promise<number | undefined> {
    return this.#database.read(() => this.#triggers.nextScheduleAt());
  }

  async advanceSchedule(request: { workflowId: string; nodeId: string; fromMs: number; toMs: number }): Promise<boolean> {
    return this.#database.write(() => this.#triggers.advanceSchedule(request));
  }

  #find(id: string): WorkflowRow | undefined {
    const stored = this.#database.orm.select(rowColumns).from(workflows).where(eq(workflows.id, id)).get();
    return stored === undefined ? undefined : toWorkflowRow(stored);
  }

  #update(id: string, set: Partial<typeof workflows.$inferInsert>): WorkflowRow {
    return toWorkflowRow(this.#database.orm.update(workflows).set(set).where(eq(workflows.id, id)).returning(rowColumns).get());
  }
}

function toWorkflowRow({ publishedVersion, activeVersion, ...stored }: StoredWorkflow): WorkflowRow {
  return { ...stored, publishedVersion: publishedVersion ?? undefined, activeVersion: activeVersion ?? undefined };
}

function after(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [updatedAtMs, id] = decodeCursor(cursor, ['number', 'string']);
  return or(lt(workflows.updatedAtMs, updatedAtMs), and(eq(workflows.updatedAtMs, updatedAtMs), sql`${workflows.id} > ${id}`));
}

function within(folder: string | undefined) {
  if (folder === undefined || folder === '') return undefined;
  return sql`(${workflows.folder} = ${folder} OR substr(${workflows.folder}, 1, length(${folder}) + 1) = ${folder} || '/')`;
}

function tagged(tag: string | undefined) {
  return tag === undefined ? undefined : sql`EXISTS (SELECT 1 FROM json_each(${workflows.tags}) WHERE value = ${tag})`;
}

function among(ids: readonly string[] | undefined) {
  return ids === undefined ? undefined : sql`${workflows.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

function matching(search: string | undefined) {
  if (search === undefined || search === '') return undefined;
  const wanted = search.toLowerCase();
  return sql`(instr(unicode_lower(${workflows.name}), ${wanted}) > 0 OR instr(${workflows.id}, ${wanted}) > 0
    OR EXISTS (SELECT 1 FROM json_each(${workflows.tags}) WHERE instr(unicode_lower(value), ${wanted}) > 0))`;
}
