import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { ShareRow, ShareStore } from '../storage/ports/share-store.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';
import type { DraftRooms } from '../workflows/draft-room.ts';

export interface PeopleInSightOptions {
  readonly shares: Pick<ShareStore, 'heldBy'>;
  readonly workflows: Pick<WorkflowStore, 'listVersions'>;
  readonly executions: Pick<ExecutionStore, 'newestActors'>;
  readonly rooms: Pick<DraftRooms, 'peopleIn'>;
  /** Never goes back: see `forward-clock.ts`. */
  readonly clock: () => number;
}

/** Of each workflow, so many of the newest executions are looked at: what lists show first. */
const NEWEST_EXECUTIONS = 1000;

/**
 * Who appears in what is shared with a key: those who shared it, who published its versions, started its newest executions, and changed
 * its draft lately or have it open. Others are none of a guest's business, by name or at all.
 */
export class PeopleInSight {
  readonly #options: PeopleInSightOptions;

  constructor(options: PeopleInSightOptions) {
    this.#options = options;
  }

  async inSightOf({ actor }: { readonly actor: string }, dids: readonly string[]): Promise<string[]> {
    const { shares, clock } = this.#options;
    const wanted = new Set(dids);
    const found = new Set<string>(wanted.has(actor) ? [actor] : []);
    for (const share of await shares.heldBy(actor, clock())) {
      for (const did of await this.#peopleOf(share)) if (wanted.has(did)) found.add(did);
      if (found.size === wanted.size) break;
    }
    return [...found];
  }

  async #peopleOf({ workflowId, createdBy }: ShareRow): Promise<readonly string[]> {
    const { workflows, executions, rooms } = this.#options;
    const versions = await workflows.listVersions(workflowId);
    const actors = await executions.newestActors(workflowId, NEWEST_EXECUTIONS);
    return [createdBy, ...versions.map((version) => version.createdBy), ...actors, ...rooms.peopleIn(workflowId)];
  }
}
