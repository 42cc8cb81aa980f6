import type { WorkflowDocument } from '@sluice/protocol';
import type { NewVersion, VersionRow } from '../ports/workflow-store.ts';
import { and, desc, eq, max } from './drizzle.ts';
import { documents, versions, workflows } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const columns = {
  hash: versions.hash,
  number: versions.number,
  message: versions.message,
  createdAtMs: versions.createdAtMs,
  createdBy: versions.createdBy,
  activeVersion: workflows.activeVersion,
};

/**
 * Immutable versions. A document is kept once per hash, whoever has it; the layout, which is no part of the hash, is kept with each version. Works within
 * the transaction of its caller.
 */
export class WorkflowVersions {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  /** When the workflow has this hash already, only the request that asked for it is noted. */
  add({ workflowId, hash, document, message, createdBy, nowMs, request }: NewVersion): void {
    const { orm } = this.#database;
    this.putDocument(hash, document, nowMs);
    const last = orm
      .select({ number: max(versions.number) })
      .from(versions)
      .where(eq(versions.workflowId, workflowId))
      .get();
    orm
      .insert(versions)
      .values({
        workflowId,
        hash,
        number: (last?.number ?? 0) + 1,
        message,
        layout: document.layout,
        createdAtMs: nowMs,
        createdBy,
        request: request ?? null,
      })
      .onConflictDoUpdate({ target: [versions.workflowId, versions.hash], set: { request: request ?? null } })
      .run();
  }

  /** Storing it again makes it young again for `purgeDocuments`. */
  putDocument(hash: string, document: WorkflowDocument, nowMs: number): void {
    this.#database.orm
      .insert(documents)
      .values({ hash, document, putAtMs: nowMs })
      .onConflictDoUpdate({ target: documents.hash, set: { putAtMs: nowMs } })
      .run();
  }

  list(workflowId: string): VersionRow[] {
    const query = this.#database.orm.select(columns).from(versions).innerJoin(workflows, eq(workflows.id, versions.workflowId));
    return query.where(eq(versions.workflowId, workflowId)).orderBy(desc(versions.number)).all().map(toVersionRow);
  }

  findPublished(workflowId: string, request: string): VersionRow | undefined {
    const query = this.#database.orm.select(columns).from(versions).innerJoin(workflows, eq(workflows.id, versions.workflowId));
    const found = query.where(and(eq(versions.workflowId, workflowId), eq(versions.request, request))).get();
    return found === undefined ? undefined : toVersionRow(found);
  }

  find(workflowId: string, hash: string): { version: VersionRow; document: WorkflowDocument } | undefined {
    const found = this.#database.orm
      .select({ ...columns, document: documents.document, layout: versions.layout })
      .from(versions)
      .innerJoin(documents, eq(documents.hash, versions.hash))
      .innerJoin(workflows, eq(workflows.id, versions.workflowId))
      .where(and(eq(versions.workflowId, workflowId), eq(versions.hash, hash)))
      .get();
    return found === undefined
      ? undefined
      : { version: toVersionRow(found), document: { ...found.document, layout: found.layout } };
  }
}

function toVersionRow({ hash, number, message, createdAtMs, createdBy, activeVersion }: VersionRowColumns): VersionRow {
  return { hash, number, message, createdAtMs, createdBy, active: activeVersion === hash };
}

type VersionRowColumns = Omit<VersionRow, 'active'> & { readonly activeVersion: string | null };
