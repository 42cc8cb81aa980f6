import {
  applyChanges,
  type Change,
  type changeDraft,
  diffDocuments,
  type ResponseOf,
  SluiceError,
  settleChanges,
  type WorkflowDetail,
  type WorkflowDocument,
} from '@sluice/protocol';
import { z } from 'zod';
import { allowListIssues } from '../gate/allow-list-issues.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';
import { triggerIssues } from '../triggers/trigger-issues.ts';
import { checkFormat } from './check-format.ts';
import type { DraftRooms } from './draft-room.ts';
import { triggerSummaries } from './trigger-summaries.ts';
import type { WorkflowService } from './workflow-service.ts';

export interface DraftServiceOptions {
  readonly store: WorkflowStore;
  readonly workflows: Pick<WorkflowService, 'save' | 'get'>;
  readonly rooms: DraftRooms;
  readonly clock: () => number;
}

interface ChangeRequest {
  readonly changes: readonly Change[];
  readonly revision: number;
  readonly batch: string;
}

/** How often a change is tried again that others came between. Each attempt is made to the newest draft. */
const MOST_ATTEMPTS = 20;

/**
 * Drafts that several people edit at once: changes are made cell by cell to whatever the newest draft is, and everybody who has it open
 * is told of them in the order of the revisions. The store keeps the draft; the rooms only pass on what it has taken.
 */
export class DraftService {
  readonly #options: DraftServiceOptions;

  constructor(options: DraftServiceOptions) {
    this.#options = options;
  }

  async change(id: string, { changes, revision, batch }: ChangeRequest, actor: string): Promise<ResponseOf<typeof changeDraft>> {
    const room = this.#options.rooms.of(id);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const { workflow, document } = await this.#draft(id);
      const known = room.find(batch, actor);
      if (known !== undefined) return this.#answer(id, { document, newest: known.revision, revision, batch });
      if (revision > workflow.revision) {
        throw new SluiceError('conflict', `Your change was made to revision ${revision}; the newest is ${workflow.revision}.`, {
          hint: 'The engine has an older state, perhaps from a backup: fetch the draft again.',
        });
      }
      const next = apply(document, changes);
      const saved = await this.#options.store.saveDraft({
        id,
        revision: workflow.revision,
        document: next,
        triggers: triggerSummaries(next),
        nowMs: this.#options.clock(),
      });
      if (saved.ok) {
        const newest = saved.workflow.revision;
        room.add({ revision: newest, changes: settleChanges(next, changes), by: actor, batch });
        return this.#answer(id, { document: next, newest, revision, batch });
      }
      if (saved.code === 'unknown') throw unknownWorkflow(id);
    }
    throw new SluiceError('conflict', `The draft of ${id} is being changed too fast.`, { hint: 'Try again in a moment.' });
  }

  /** Saves a whole draft, and tells those who have it open what that changed. */
  async save(id: string, document: WorkflowDocument, revision: number, actor: string): Promise<WorkflowDetail> {
    const {
      document: before,
      workflow: { revision: newest },
    } = await this.#draft(id);
    const saved = await this.#options.workflows.save(id, document, revision);
    const changes = settleChanges(document, diffDocuments(before, document));
    // One whose answer was lost and that comes again has been told already.
    if (saved.revision === newest) return saved;
    this.#options.rooms.of(id).add({ revision: saved.revision, changes, by: actor, batch: `save-${saved.revision}` });
    return saved;
  }

  #answer(
    id: string,
    given: { document: WorkflowDocument; newest: number; revision: number; batch: string },
  ): ResponseOf<typeof changeDraft> {
    const { document, newest, revision, batch } = given;
    const issues = [...triggerIssues(document), ...allowListIssues(document)];
    const since = this.#options.rooms
      .of(id)
      .since(revision, newest)
      ?.filter((each) => each.revision < newest || each.batch !== batch);
    return { revision: newest, since: [...(since ?? [])], ...(since === undefined ? { document } : {}), issues };
  }

  async #draft(id: string) {
    const found = await this.#options.store.findDraft(id);
    if (found === undefined) throw unknownWorkflow(id);
    checkFormat(found.document);
    return found;
  }
}

function apply(document: WorkflowDocument, changes: readonly Change[]): WorkflowDocument {
  try {
    return applyChanges(document, changes);
  } catch (error) {
    if (error instanceof RangeError) throw new SluiceError('request_invalid', `${error.message}.`, { cause: error });
    if (!(error instanceof z.ZodError)) throw error;
    const [first] = error.issues;
    throw new SluiceError('request_invalid', `The draft would not be one: ${first?.path.join('/')}: ${first?.message}.`, {
      cause: error,
    });
  }
}

function unknownWorkflow(id: string): SluiceError {
  return new SluiceError('workflow_unknown', `There is no workflow ${id}.`);
}
