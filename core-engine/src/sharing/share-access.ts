import {
  type Endpoint,
  hasRole,
  includesRight,
  type Role,
  type SharedAccess,
  type ShareRight,
  SluiceError,
} from '@sluice/protocol';
import type { ExecutionRow, ExecutionStore } from '../storage/ports/execution-store.ts';
import type { ShareRow, ShareStore } from '../storage/ports/share-store.ts';
import { shareEnded } from './share-ended.ts';

/** Who acts, as the gateway's session vouches for it (I8). */
export interface Actor {
  readonly actor: string;
  readonly role: Role | 'none';
}

/** The workflows that a caller may look into: all of them by role, or those that are shared with the key. */
export type Sight = 'everything' | readonly string[];

export interface ShareAccessOptions {
  readonly shares: Pick<ShareStore, 'heldBy' | 'findLast'>;
  readonly executions: Pick<ExecutionStore, 'find' | 'refersToBlob'>;
  /** Never goes back: see `forward-clock.ts`. */
  readonly clock: () => number;
}

/**
 * What shares give to callers whose role is not enough (`decideAccess` said `by-share`). It reads the shares anew each time, so that
 * what was revoked or has expired is over with the next request and the next frame of a stream.
 */
export class ShareAccess {
  readonly #options: ShareAccessOptions;

  constructor(options: ShareAccessOptions) {
    this.#options = options;
  }

  /** What the caller may look into while using this endpoint. Throws `not_shared`, `share_insufficient`, `share_ended`, `role_insufficient`. */
  async admit(
    caller: Actor,
    endpoint: Pick<Endpoint, 'name' | 'access'> & { readonly shared: SharedAccess },
    params: Readonly<Record<string, string>>,
  ): Promise<readonly string[]> {
    const { right, of } = endpoint.shared;
    const held = await this.#heldBy(caller);
    const sight = workflowsOf(held, 'view');
    switch (of) {
      case 'list':
        break;
      case 'any':
        if (workflowsOf(held, right).length === 0) throw lacksAny(caller, endpoint);
        break;
      case 'workflow':
        await this.#require(caller, endpoint, params['id'] ?? '');
        break;
      case 'execution':
      case 'own-execution':
        await this.#requireExecution(caller, endpoint, params['id'] ?? '');
        break;
      case 'blob':
        await this.requireBlobs(sight, [params['sha256'] ?? '']);
        break;
    }
    return sight;
  }

  /** Every blob must be one of an execution in sight. Throws `not_shared`. */
  async requireBlobs(sight: Sight, sha256s: readonly string[]): Promise<void> {
    if (sight === 'everything') return;
    for (const sha256 of sha256s) {
      if (await this.#options.executions.refersToBlob(sha256, sight)) continue;
      throw new SluiceError('not_shared', `No execution that is shared with you has a blob ${sha256}.`);
    }
  }

  /**
   * Whose resume links the caller may follow, and so see: operators all, others those of executions that they started and may still
   * run. Good for the moment: shares come and go.
   */
  async seesTokens({ actor, role }: Actor): Promise<(execution: Pick<ExecutionRow, 'workflowId' | 'actor'>) => boolean> {
    if (role !== 'none' && hasRole(role, 'operator')) return () => true;
    const runnable = new Set(workflowsOf(await this.#heldBy({ actor }), 'run'));
    return (execution) => execution.actor === actor && runnable.has(execution.workflowId);
  }

  async #requireExecution(caller: Actor, endpoint: AskedFor, id: string): Promise<void> {
    const execution = await this.#options.executions.find(id);
    if (execution === undefined) throw unknown(caller, `execution ${id}`);
    await this.#require(caller, endpoint, execution.workflowId, `execution ${id}`);
    if (endpoint.shared.of !== 'own-execution' || execution.actor === caller.actor) return;
    const detail = `Execution ${id} was started by somebody else; a share lets you ${endpoint.name} what you started.`;
    throw new SluiceError('share_insufficient', detail, {
      hint: 'Ask for the role operator.',
      place: { executionId: id },
    });
  }

  async #require(caller: Actor, endpoint: AskedFor, workflowId: string, what = `workflow ${workflowId}`): Promise<void> {
    const { right } = endpoint.shared;
    const held = await this.#heldBy(caller, workflowId);
    if (held.some(({ rights }) => includesRight(rights, right))) return;
    if (caller.role !== 'none' && hasRole(caller.role, 'viewer')) throw lacksAny(caller, endpoint);
    const [best] = held;
    if (best !== undefined) {
      const detail = `This workflow is shared with you with the right ${best.rights}; ${endpoint.name} needs the right ${right}.`;
      throw new SluiceError('share_insufficient', detail);
    }
    const last = await this.#options.shares.findLast(caller.actor, workflowId);
    throw last === undefined ? unknown(caller, what) : shareEnded('Your share of this workflow', last);
  }

  #heldBy({ actor }: Pick<Actor, 'actor'>, workflowId?: string): Promise<readonly ShareRow[]> {
    return this.#options.shares.heldBy(actor, this.#options.clock(), workflowId);
  }
}

type AskedFor = Pick<Endpoint, 'name' | 'access'> & { readonly shared: SharedAccess };

function workflowsOf(held: readonly ShareRow[], right: ShareRight): string[] {
  return [...new Set(held.filter(({ rights }) => includesRight(rights, right)).map(({ workflowId }) => workflowId))];
}

/** Says the same of what is not there and of what is not shared. */
function unknown({ role }: Actor, what: string): SluiceError {
  if (role !== 'none' && hasRole(role, 'viewer')) return new SluiceError('not_found', `There is no ${what}.`);
  return new SluiceError('not_shared', `There is no ${what} that is shared with you.`);
}

function lacksAny({ role }: Actor, { name, access, shared: { right } }: AskedFor): SluiceError {
  const detail = `${name} needs the role ${access}, or a workflow that is shared with the right ${right}; this key is ${role}.`;
  return new SluiceError('role_insufficient', detail, {
    hint: `Ask for the role ${access}, or for a share of the workflow with the right ${right}.`,
  });
}
