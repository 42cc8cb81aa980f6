import type { Json } from '@sluice/protocol';
import type { Logger } from 'pino';
import { hashedUuid } from '../handles/hashed-uuid.ts';
import type { JobResult } from '../sandbox/job.ts';
import type { ChildStarter } from './child-starter.ts';
import type { LiveExecution } from './live-execution.ts';

/** An error workflow that fails starts no further one. */
const MAX_DEPTH = 1;

/**
 * Starts the error workflow that a failed execution's settings name, with one item `{ executionId, workflowId, workflowName, error }`.
 * Its id follows from the failed execution's: starting it twice starts one.
 */
export function createErrorWorkflowStarter(options: {
  children: () => ChildStarter;
  log: Logger;
}): (live: LiveExecution, result: JobResult) => void {
  return ({ head }, result) => {
    const errorWorkflow = head.loaded.plan.settings.errorWorkflow;
    if (result.status !== 'failed' || errorWorkflow === undefined || head.depth > MAX_DEPTH) return;
    // A run error is JSON; its optional members are left out where they are not set.
    const error = (result.error ?? null) as Json;
    options
      .children()
      .startChild({
        executionId: hashedUuid(`sluice/error-workflow\n${head.id}`),
        workflowId: errorWorkflow,
        version: undefined,
        trigger: undefined,
        items: [{ executionId: head.id, workflowId: head.workflow.id, workflowName: head.workflow.name, error }],
        depth: head.depth + 1,
        parent: { executionId: head.id, node: '', scope: '', attempt: 1, index: 0 },
        wait: false,
        mode: head.mode,
        owner: head.workflow.owner,
        actor: head.actor,
      })
      .catch((cause: unknown) =>
        options.log.error({ err: cause, executionId: head.id, errorWorkflow }, 'the error workflow could not be started'),
      );
  };
}
