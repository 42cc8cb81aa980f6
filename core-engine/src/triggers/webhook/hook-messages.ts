import { hashedUuid } from '../../handles/hashed-uuid.ts';
import type { ExecutionStore } from '../../storage/ports/execution-store.ts';
import { createHookAnswer, type HookAnswer } from './hook-answer.ts';

/** A Standard Webhooks message whose signature was good. */
export interface HookMessage {
  readonly workflowId: string;
  readonly nodeId: string;
  /** Its `webhook-id`: the sender gives each message one, and keeps it when it sends the message again. */
  readonly id: string;
}

/**
 * Lets each Standard Webhooks message start one execution. The execution's id is made of the message's, so that what remembers the
 * message is the execution's own row: there from the very commit that starts it, and for as long as executions are kept, which is
 * longer than the five minutes in which a signature is good.
 *
 * A message that comes again (repeated by somebody who saw it, or sent again because the answer was lost) is answered with 202 and
 * the execution that it has started: it was received, and its sender need not try on.
 */
export class HookMessages {
  readonly #executions: Pick<ExecutionStore, 'find'>;
  /** Those whose start is not known to be committed. There is one engine to a home, so no other could be starting one. */
  readonly #starting = new Set<string>();

  constructor(executions: Pick<ExecutionStore, 'find'>) {
    this.#executions = executions;
  }

  /** Calls `start` with the id that the execution is to have, unless the message has one. A start that fails leaves nothing behind. */
  async once(message: HookMessage, start: (executionId: string) => Promise<HookAnswer>): Promise<HookAnswer> {
    const executionId = executionIdOf(message);
    if (this.#starting.has(executionId)) return createHookAnswer({ kind: 'accepted', executionId, status: 'queued' });
    this.#starting.add(executionId);
    try {
      const known = await this.#executions.find(executionId);
      if (known !== undefined) return createHookAnswer({ kind: 'accepted', executionId, status: known.status });
      return await start(executionId);
    } finally {
      this.#starting.delete(executionId);
    }
  }
}

function executionIdOf({ workflowId, nodeId, id }: HookMessage): string {
  return hashedUuid(`sluice/webhook-message\n${workflowId}\n${nodeId}\n${id}`);
}
