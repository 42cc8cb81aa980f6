import { isDeepStrictEqual } from 'node:util';
import {
  codes,
  type Issue,
  isErrorCode,
  type PageOf,
  SluiceError,
  type WorkflowDetail,
  type WorkflowDocument,
  type WorkflowSummary,
  type WorkflowVersion,
} from '@sluice/protocol';
import { allowListIssues } from '../gate/allow-list-issues.ts';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type {
  ActivateResult,
  Filing,
  FolderList,
  PathTaken,
  VersionRow,
  WorkflowRow,
  WorkflowStore,
} from '../storage/ports/workflow-store.ts';
import { activeTriggers } from '../triggers/active-triggers.ts';
import { triggerIssues } from '../triggers/trigger-issues.ts';
import { checkFormat } from './check-format.ts';
import type { LoadedPlan, PlanStore } from './plan-store.ts';
import { triggerSummaries } from './trigger-summaries.ts';

export interface WorkflowServiceOptions {
  readonly store: WorkflowStore;
  readonly executions: ExecutionStore;
  readonly plans: PlanStore;
  readonly clock: () => number;
  /** Told after every change of what is active: caches and the schedule loop start anew. */
  readonly activationChanged: () => void;
  /** Told after every change of what is published, active or archived, for those who look at the workflow. `by`: who did it. */
  readonly versionsChanged: (id: string, by: string) => void;
}

/** Publishing, as it is asked for. `request` names the request, so that the same one again gets the same answer (decision 45). */
export interface PublishRequest {
  readonly message: string;
  readonly activate: boolean;
  readonly actor: string;
  /** The draft's revision that is meant; absent: the newest. */
  readonly revision?: number | undefined;
  readonly request: string;
}

/** Absent members are left as they are. */
interface FilingRequest {
  readonly folder?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * Workflows as people handle them: drafts with an optimistic revision, immutable versions, activation. A draft may hold anything
 * that is a document, problems and all; only what compiles without an issue is published.
 */
export class WorkflowService {
  readonly #options: WorkflowServiceOptions;

  constructor(options: WorkflowServiceOptions) {
    this.#options = options;
  }

  async list(query: {
    cursor?: string | undefined;
    limit: number;
    search?: string | undefined;
    archived?: boolean | undefined;
    folder?: string | undefined;
    tag?: string | undefined;
    /** Of these alone. */
    ids?: readonly string[];
  }): Promise<PageOf<WorkflowSummary>> {
    const { cursor, limit, search, archived, folder, tag, ids } = query;
    const page = await this.#options.store.list({
      limit,
      ...(cursor === undefined ? {} : { cursor }),
      ...(search === undefined ? {} : { search }),
      ...(archived === undefined ? {} : { archived }),
      ...(folder === undefined ? {} : { folder }),
      ...(tag === undefined ? {} : { tag }),
      ...(ids === undefined ? {} : { ids }),
    });
    const last = await this.#options.executions.lastOf(page.items.map(({ id }) => id));
    return { items: page.items.map((row) => summaryOf(row, last.get(row.id))), nextCursor: page.nextCursor };
  }

  /** Under an id that was given out for it: who asks twice gets one workflow. */
  async create(id: string, document: WorkflowDocument, actor: string, filing: FilingRequest = {}): Promise<WorkflowDetail> {
    if ((await this.#options.store.findDraft(id)) !== undefined) return this.get(id);
    const row = await this.#options.store.create({
      id,
      owner: actor,
      document,
      triggers: triggerSummaries(document),
      filing: filingOf(filing),
      nowMs: this.#options.clock(),
    });
    return this.#detail(row, document, undefined);
  }

  async get(id: string): Promise<WorkflowDetail> {
    const { workflow, document } = await this.#draft(id);
    const last = await this.#options.executions.lastOf([id]);
    return this.#detail(workflow, document, last.get(id));
  }

  async save(id: string, document: WorkflowDocument, revision: number): Promise<WorkflowDetail> {
    const saved = await this.#options.store.saveDraft({
      id,
      revision,
      document,
      triggers: triggerSummaries(document),
      nowMs: this.#options.clock(),
    });
    if (saved.ok) return this.#detail(saved.workflow, document, (await this.#options.executions.lastOf([id])).get(id));
    if (saved.code === 'unknown') throw unknownWorkflow(id);
    // The same save once more, whose answer was lost: it is as it should be.
    if (saved.revision === revision + 1) {
      const now = await this.get(id);
      if (now.revision === saved.revision && isDeepStrictEqual(now.document, document)) return now;
    }
    throw new SluiceError('conflict', `Your change was made to revision ${revision}; the newest is ${saved.revision}.`);
  }

  /** Files a workflow. The document is not touched, so that nobody's edit is disturbed by it. */
  async organize(id: string, filing: FilingRequest): Promise<WorkflowSummary> {
    const row = await this.#options.store.organize({ id, ...filingOf(filing) });
    if (row === undefined) throw unknownWorkflow(id);
    return summaryOf(row, (await this.#options.executions.lastOf([id])).get(id));
  }

  listFolders(): Promise<FolderList> {
    return this.#options.store.listFolders();
  }

  async moveFolder(from: string, to: string): Promise<{ moved: number }> {
    if (to.startsWith(`${from}/`))
      throw new SluiceError('request_invalid', `The folder ${from} cannot be moved into ${to}, which lies in it.`, {
        place: { pointer: '/to' },
      });
    return { moved: await this.#options.store.moveFolder(from, to) };
  }

  async archive(id: string, actor: string): Promise<undefined> {
    await this.#setArchived(id, true, actor);
    return undefined;
  }

  async restore(id: string, actor: string): Promise<WorkflowDetail> {
    await this.#setArchived(id, false, actor);
    return this.get(id);
  }

  /** What is published is the revision that is named: a save that comes meanwhile is not in it, one that came before is a conflict. */
  async publish(id: string, request: PublishRequest): Promise<WorkflowVersion> {
    const done = await this.#options.store.findPublished(id, request.request);
    if (done !== undefined) return versionOf(done);
    const { document, workflow } = await this.#draft(id);
    const { revision = workflow.revision } = request;
    if (revision !== workflow.revision)
      throw new SluiceError(
        'draft_changed',
        `You publish revision ${revision} of the draft; the newest is ${workflow.revision}.`,
      );
    const loaded = this.compileOrThrow(document);
    const nowMs = this.#options.clock();
    const result = await this.#options.store.publish({
      workflowId: id,
      hash: loaded.key,
      document,
      message: request.message,
      createdBy: request.actor,
      nowMs,
      request: request.request,
      ...(request.activate ? { activate: activeTriggers(loaded.plan, nowMs) } : {}),
    });
    if (!result.ok) throw result.code === 'webhook_path_taken' ? pathTaken(result) : activationRefused(id, loaded.key, result);
    if (request.activate) this.#options.activationChanged();
    this.#options.versionsChanged(id, request.actor);
    return versionOf(result.version);
  }

  async listVersions(id: string): Promise<{ items: WorkflowVersion[] }> {
    await this.#row(id);
    return { items: (await this.#options.store.listVersions(id)).map(versionOf) };
  }

  async getVersion(id: string, hash: string): Promise<WorkflowVersion & { document: WorkflowDocument }> {
    const found = await this.#options.store.findVersion(id, hash);
    if (found === undefined) throw new SluiceError('not_found', `Workflow ${id} has no version ${hash}.`);
    return { ...versionOf(found.version), document: found.document };
  }

  async activate(id: string, version: string | undefined, actor: string): Promise<WorkflowSummary> {
    const row = await this.#row(id);
    const hash = version ?? row.publishedVersion;
    if (hash === undefined) throw new SluiceError('workflow_not_published', `Workflow ${row.name} has no published version.`);
    const loaded = await this.#options.plans.load(hash);
    const nowMs = this.#options.clock();
    const result = await this.#options.store.activate({
      workflowId: id,
      version: hash,
      triggers: activeTriggers(loaded.plan, nowMs),
      nowMs,
    });
    if (!result.ok) throw activationRefused(id, hash, result);
    this.#options.activationChanged();
    this.#options.versionsChanged(id, actor);
    return summaryOf(result.workflow, (await this.#options.executions.lastOf([id])).get(id));
  }

  async deactivate(id: string, actor: string): Promise<WorkflowSummary> {
    const row = await this.#options.store.deactivate(id, this.#options.clock());
    if (row === undefined) throw unknownWorkflow(id);
    this.#options.activationChanged();
    this.#options.versionsChanged(id, actor);
    return summaryOf(row, (await this.#options.executions.lastOf([id])).get(id));
  }

  /** `version` is null when the document has no canonical form, and so no hash. */
  validate(document: WorkflowDocument): { version: string | null; issues: Issue[] } {
    const { version, issues } = this.#options.plans.compile(document);
    return { version: version === '' ? null : version, issues: allIssues(document, issues) };
  }

  /** The plan of a document. Throws `document_invalid` with the first issue in its detail. */
  compileOrThrow(document: WorkflowDocument): LoadedPlan {
    const { loaded, issues } = this.#options.plans.compile(document);
    const all = allIssues(document, issues);
    const first = all[0];
    if (loaded !== undefined && first === undefined) return loaded;
    throw new DocumentInvalid(all);
  }

  /** The document to run: the draft, a version, or by default the active or newest version, else the draft. */
  async documentToRun(id: string, version: string | undefined): Promise<{ workflow: WorkflowRow; loaded: LoadedPlan }> {
    const workflow = await this.#row(id);
    const hash = version === 'draft' ? undefined : (version ?? workflow.activeVersion ?? workflow.publishedVersion);
    if (version !== undefined && hash !== undefined) await this.getVersion(id, hash); // it must be one of this workflow's
    if (hash !== undefined) return { workflow, loaded: await this.#options.plans.load(hash) };
    const { document } = await this.#draft(id);
    return { workflow, loaded: await this.keep(document) };
  }

  /** Compiles a document and keeps it by its hash, so that an execution can name it. */
  async keep(document: WorkflowDocument): Promise<LoadedPlan> {
    const loaded = this.compileOrThrow(document);
    await this.#options.store.putDocument(loaded.key, document, this.#options.clock());
    return loaded;
  }

  async #draft(id: string): Promise<{ workflow: WorkflowRow; document: WorkflowDocument }> {
    const found = await this.#options.store.findDraft(id);
    if (found === undefined) throw unknownWorkflow(id);
    checkFormat(found.document);
    return found;
  }

  async #row(id: string): Promise<WorkflowRow> {
    const row = await this.#options.store.find(id);
    if (row === undefined) throw unknownWorkflow(id);
    return row;
  }

  async #setArchived(id: string, archived: boolean, actor: string): Promise<void> {
    const row = await this.#options.store.setArchived(id, archived, this.#options.clock());
    if (row === undefined) throw unknownWorkflow(id);
    this.#options.activationChanged();
    this.#options.versionsChanged(id, actor);
  }

  #detail(row: WorkflowRow, document: WorkflowDocument, last: ExecutionRow | undefined): WorkflowDetail {
    return { ...summaryOf(row, last), document, issues: this.validate(document).issues };
  }
}

/** A document with problems, each of which is named in the answer. */
export class DocumentInvalid extends SluiceError {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    const first = issues[0];
    const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
    super('document_invalid', `${first?.message ?? 'The document cannot be run.'}${more}`, {
      place: { nodeId: first?.nodeId, param: first?.param, pointer: first?.pointer },
    });
    this.issues = issues;
  }
}

/** What the compiler found and what only the engine can know, each with what to do about it. */
function allIssues(document: WorkflowDocument, compiled: readonly Issue[]): Issue[] {
  return [...compiled, ...triggerIssues(document), ...allowListIssues(document)].map((issue) =>
    issue.hint === undefined && isErrorCode(issue.code) ? { ...issue, hint: codes[issue.code].hint } : issue,
  );
}

function filingOf({ folder, tags }: FilingRequest): Partial<Filing> {
  return { ...(folder === undefined ? {} : { folder }), ...(tags === undefined ? {} : { tags }) };
}

function unknownWorkflow(id: string): SluiceError {
  return new SluiceError('workflow_unknown', `There is no workflow ${id}.`);
}

function pathTaken({ method, path, workflowName, workflowId }: PathTaken): SluiceError {
  return new SluiceError(
    'webhook_path_taken',
    `${method} /hooks/${path} belongs to the active workflow ${workflowName} (${workflowId}).`,
  );
}

function activationRefused(id: string, hash: string, refusal: Exclude<ActivateResult, { ok: true }>): SluiceError {
  switch (refusal.code) {
    case 'unknown':
      return unknownWorkflow(id);
    case 'version_unknown':
      return new SluiceError('not_found', `Workflow ${id} has no version ${hash}.`);
    case 'archived':
      return new SluiceError('conflict', `Workflow ${id} is archived.`, { hint: 'Restore it first.' });
    case 'webhook_path_taken':
      return pathTaken(refusal);
  }
}

function summaryOf(row: WorkflowRow, last: ExecutionRow | undefined): WorkflowSummary {
  return {
    id: row.id,
    name: row.name,
    createdAt: new Date(row.createdAtMs).toISOString(),
    updatedAt: new Date(row.updatedAtMs).toISOString(),
    revision: row.revision,
    publishedVersion: row.publishedVersion ?? null,
    activeVersion: row.activeVersion ?? null,
    archived: row.archived,
    folder: row.folder,
    tags: [...row.tags],
    triggers: row.triggers.map((trigger) => ({ ...trigger })),
    lastExecution:
      last === undefined ? null : { id: last.id, status: last.status, startedAt: new Date(last.startedAtMs).toISOString() },
  };
}

function versionOf(row: VersionRow): WorkflowVersion {
  return {
    version: row.hash,
    number: row.number,
    message: row.message,
    createdAt: new Date(row.createdAtMs).toISOString(),
    createdBy: row.createdBy,
    active: row.active,
  };
}
