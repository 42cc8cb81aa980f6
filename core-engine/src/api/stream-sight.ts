import {
  decideAccess,
  type Endpoint,
  getExecutionEvents,
  getWorkflow,
  listExecutions,
  type SharedAccess,
} from '@sluice/protocol';
import { withoutTokenIn } from '../journal/resume-tokens.ts';
import type { Actor, ShareAccess } from '../sharing/share-access.ts';
import type { ExecutionRow } from '../storage/ports/execution-store.ts';

type Shareable = Endpoint & { readonly shared: SharedAccess };

/**
 * What a stream shows to its caller: what the API would answer to the same key at that moment. It is asked before every frame, because
 * shares end while streams are open. What is by role is settled with the opening: the gateway ends the streams of a key whose role changes.
 */
export class StreamSight {
  readonly #caller: Actor;
  readonly #access: ShareAccess;

  constructor(caller: Actor, access: ShareAccess) {
    this.#caller = caller;
    this.#access = access;
  }

  /** Throws as `GET /v1/executions/{id}/events` would be refused. */
  checkExecution(id: string): Promise<void> {
    return this.#check(getExecutionEvents, { id });
  }

  /** Throws as `GET /v1/workflows/{id}` would be refused. */
  checkWorkflow(id: string): Promise<void> {
    return this.#check(getWorkflow, { id });
  }

  async seesWorkflow(id: string): Promise<boolean> {
    if (decideAccess(this.#caller.role, listExecutions) === 'by-role') return true;
    return (await this.#access.admit(this.#caller, listExecutions, {})).includes(id);
  }

  /** The lines of a journal as the caller may see them. */
  async shown(lines: readonly string[], execution: Pick<ExecutionRow, 'workflowId' | 'actor'>): Promise<readonly string[]> {
    const sees = await this.#access.seesTokens(this.#caller);
    return sees(execution) ? lines : lines.map(withoutTokenIn);
  }

  async #check(endpoint: Shareable, params: Readonly<Record<string, string>>): Promise<void> {
    if (decideAccess(this.#caller.role, endpoint) === 'by-role') return;
    await this.#access.admit(this.#caller, endpoint, params);
  }
}
