import type { WorkflowDocument } from '@sluice/protocol';
import type { Page, PageRequest } from './page.ts';

/**
 * Workflows: drafts under an optimistic revision, immutable versions, documents by hash, and what an active version listens to.
 * Does not compile or check documents. All times are ms since the epoch.
 */
export interface WorkflowStore {
  create(workflow: NewWorkflow): Promise<WorkflowRow>;
  /** Saves the draft when `revision` is the newest, and counts it up. */
  saveDraft(draft: SaveDraft): Promise<SaveDraftResult>;
  find(id: string): Promise<WorkflowRow | undefined>;
  findDraft(id: string): Promise<{ readonly workflow: WorkflowRow; readonly document: WorkflowDocument } | undefined>;
  /** Newest change first; `search` matches part of name, tag or id in any letter case; `archived` by default false; with `ids` of these alone. */
  list(query: WorkflowQuery): Promise<Page<WorkflowRow>>;
  /** Files a workflow: absent members stay as they are. Undefined: no such workflow. Is no change of the workflow itself: neither revision nor time of change move. */
  organize(request: { readonly id: string } & Partial<Filing>): Promise<WorkflowRow | undefined>;
  /** The folders and tags in use by workflows that are not archived, by name, and how many there are of each kind. */
  listFolders(): Promise<FolderList>;
  /** Moves everything in a folder and below it, archived or not; resolves to how many workflows moved. */
  moveFolder(from: string, to: string): Promise<number>;
  /** Workflows, not archived, whose draft or active version has this text somewhere as a JSON string's content, by name. */
  findMentions(text: string): Promise<readonly Mention[]>;
  /** Archiving deactivates in the same transaction. Undefined: no such workflow. */
  setArchived(id: string, archived: boolean, nowMs: number): Promise<WorkflowRow | undefined>;

  /** Makes a version of `document`. The same hash again gives the version that is there. With `activate` both are done or neither. */
  publish(version: NewVersion): Promise<PublishResult>;
  /** The version that a request made, or would have made had it not been there; undefined once another request published the same. */
  findPublished(workflowId: string, request: string): Promise<VersionRow | undefined>;
  /** Newest first. */
  listVersions(workflowId: string): Promise<readonly VersionRow[]>;
  findVersion(
    workflowId: string,
    hash: string,
  ): Promise<{ readonly version: VersionRow; readonly document: WorkflowDocument } | undefined>;

  /** Keeps a document that no version holds (a draft's run, `POST /v1/run`). Idempotent by hash. */
  putDocument(hash: string, document: WorkflowDocument, nowMs: number): Promise<void>;
  /** The document with this hash, of a version or kept by `putDocument`; its layout may be another's of the same hash. */
  findDocument(hash: string): Promise<WorkflowDocument | undefined>;
  /** Deletes documents put before `putBeforeMs` that neither a version nor an execution names. Resolves to their number. */
  purgeDocuments(putBeforeMs: number): Promise<number>;

  /** Makes `version` the one whose triggers start executions; replaces what was active before. All or nothing. */
  activate(request: {
    readonly workflowId: string;
    readonly version: string;
    readonly triggers: ActiveTriggers;
    readonly nowMs: number;
  }): Promise<ActivateResult>;
  deactivate(workflowId: string, nowMs: number): Promise<WorkflowRow | undefined>;
  /** Every active workflow. */
  listActive(): Promise<readonly { readonly workflowId: string; readonly version: string }[]>;

  /** Whom `METHOD /hooks/<path>` starts. An exact method goes before `*`. */
  findWebhook(method: string, path: string): Promise<WebhookTarget | undefined>;
  /** The methods that are registered on a path (for `Allow`). */
  webhookMethods(path: string): Promise<readonly string[]>;
  dueSchedules(nowMs: number, limit: number): Promise<readonly ScheduleRow[]>;
  nextScheduleAt(): Promise<number | undefined>;
  /**
   * Moves a schedule on, if it still stands at `fromMs` (compare and set): of two engines that see the same tick one gets true.
   * A tick that must survive a crash: first create the execution under an id that follows from workflow, node and tick, then advance.
   */
  advanceSchedule(request: {
    readonly workflowId: string;
    readonly nodeId: string;
    readonly fromMs: number;
    readonly toMs: number;
  }): Promise<boolean>;
}

/** A trigger as a list of workflows shows it. */
export interface TriggerSummary {
  readonly nodeId: string;
  readonly type: string;
  readonly path?: string;
  readonly method?: string;
  readonly cron?: string;
}

/** What an active version listens to. `method` is upper case or `*`; `path` has no leading slash. */
export interface ActiveTriggers {
  readonly webhooks: readonly { readonly nodeId: string; readonly method: string; readonly path: string }[];
  readonly schedules: readonly {
    readonly nodeId: string;
    readonly cron: string;
    readonly timeZone: string;
    readonly nextAtMs: number;
  }[];
}

/** Where people keep a workflow: a folder's path like `Sales/Europe`, empty for none, and tags. */
export interface Filing {
  readonly folder: string;
  readonly tags: readonly string[];
}

/** A workflow that mentions something: its draft, and the document of the active version if there is one. */
export interface Mention {
  readonly workflow: WorkflowRow;
  readonly draft: WorkflowDocument;
  readonly active: WorkflowDocument | undefined;
}

export interface FolderList {
  /** `count` is of those right in it, not below. */
  readonly folders: readonly { readonly path: string; readonly count: number }[];
  readonly tags: readonly { readonly tag: string; readonly count: number }[];
  readonly total: number;
  readonly archived: number;
}

export interface WorkflowQuery extends PageRequest {
  /** This folder and those below it. */
  readonly folder?: string;
  readonly tag?: string;
  readonly search?: string;
  readonly archived?: boolean;
  readonly ids?: readonly string[];
}

export interface NewWorkflow {
  readonly id: string;
  /** The principal who owns it (I8). */
  readonly owner: string;
  /** Its `name` is the workflow's. */
  readonly document: WorkflowDocument;
  readonly triggers: readonly TriggerSummary[];
  readonly filing?: Partial<Filing>;
  readonly nowMs: number;
}

export interface SaveDraft {
  readonly id: string;
  /** The revision that the change was made to. */
  readonly revision: number;
  readonly document: WorkflowDocument;
  readonly triggers: readonly TriggerSummary[];
  readonly nowMs: number;
}
export type SaveDraftResult =
  | { readonly ok: true; readonly workflow: WorkflowRow }
  | { readonly ok: false; readonly code: 'unknown' }
  | { readonly ok: false; readonly code: 'conflict'; readonly revision: number };

export interface WorkflowRow extends Filing {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly revision: number;
  readonly archived: boolean;
  /** The draft's triggers. */
  readonly triggers: readonly TriggerSummary[];
  /** The hash that was published last. */
  readonly publishedVersion: string | undefined;
  readonly activeVersion: string | undefined;
}

export interface NewVersion {
  readonly workflowId: string;
  readonly hash: string;
  readonly document: WorkflowDocument;
  readonly message: string;
  readonly createdBy: string;
  readonly nowMs: number;
  /** Names the request that publishes, for `findPublished`. */
  readonly request?: string;
  readonly activate?: ActiveTriggers;
}

export interface VersionRow {
  readonly hash: string;
  /** 1 for the first. */
  readonly number: number;
  readonly message: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly active: boolean;
}

/** The other registration that has the path. */
export interface PathTaken {
  readonly ok: false;
  readonly code: 'webhook_path_taken';
  readonly method: string;
  readonly path: string;
  readonly workflowId: string;
  readonly workflowName: string;
  readonly nodeId: string;
}
/** `archived`: take it out of the archive first. */
export type PublishResult =
  | { readonly ok: true; readonly version: VersionRow }
  | { readonly ok: false; readonly code: 'unknown' | 'archived' }
  | PathTaken;
export type ActivateResult =
  | { readonly ok: true; readonly workflow: WorkflowRow }
  | { readonly ok: false; readonly code: 'unknown' | 'version_unknown' | 'archived' }
  | PathTaken;

export interface WebhookTarget {
  readonly workflowId: string;
  readonly workflowName: string;
  readonly owner: string;
  readonly version: string;
  readonly nodeId: string;
  readonly method: string;
}

export interface ScheduleRow {
  readonly workflowId: string;
  readonly workflowName: string;
  readonly owner: string;
  readonly version: string;
  readonly nodeId: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly nextAtMs: number;
}
