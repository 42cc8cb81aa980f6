import type { Json } from '@sluice/protocol';
import type { Logger } from 'pino';
import { hashedUuid } from '../handles/hashed-uuid.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import type { Admission, Candidate } from './admission.ts';
import { chooseTrigger } from './choose-trigger.ts';
import { newExecutionOf } from './execution-change.ts';
import { startedInput } from './execution-starter.ts';
import { keepItems } from './keep-items.ts';
import type { ExecutionHead } from './live-execution.ts';
import type { FailedRun, FollowUp } from './runner-options.ts';

export interface ErrorWorkflowOptions {
  readonly workflows: () => WorkflowService;
  readonly admission: Admission;
  readonly blobs: BlobStore;
  readonly clock: () => number;
  readonly log: Logger;
}

/**
 * Prepares the run of the error workflow that a failed execution's settings name, with one item
 * `{ executionId, workflowId, workflowName, error }`: it is committed together with the failure. An error workflow that fails starts
 * no further one.
 */
export function createErrorWorkflows(options: ErrorWorkflowOptions): (failed: FailedRun) => Promise<FollowUp | undefined> {
  return async ({ head, errorWorkflow, error: failure }) => {
    if (errorWorkflow === undefined || isErrorRun(head)) return undefined;
    try {
      return await prepare({ head, failure, errorWorkflow, options });
    } catch (error) {
      options.log.error({ err: error, executionId: head.id, errorWorkflow }, 'the error workflow could not be started');
      return undefined;
    }
  };
}

/** The parent of an error run is the execution that failed; no step of it waits. */
export function isErrorRun({ parent }: Pick<ExecutionHead, 'parent'>): boolean {
  return parent?.node === '';
}

async function prepare({
  head,
  failure,
  errorWorkflow,
  options,
}: {
  head: FailedRun['head'];
  failure: FailedRun['error'];
  errorWorkflow: string;
  options: ErrorWorkflowOptions;
}): Promise<FollowUp> {
  const { workflow, loaded } = await options.workflows().documentToRun(errorWorkflow, undefined);
  const child: ExecutionHead = {
    id: hashedUuid(`sluice/error-workflow\n${head.id}`),
    workflow: { id: workflow.id, name: workflow.name, owner: workflow.owner },
    loaded,
    startedAtMs: options.clock(),
    mode: head.mode,
    trigger: chooseTrigger(loaded.plan, undefined),
    actor: head.actor,
    parent: { executionId: head.id, node: '', scope: '', index: 0 },
    depth: head.depth + 1,
  };
  // A run error is JSON; its optional members are left out where they are not set.
  const error = (failure ?? null) as Json;
  const json = { executionId: head.id, workflowId: head.workflow.id, workflowName: head.workflow.name, error };
  const items = await keepItems([{ json }], options.blobs);
  return {
    child: { id: child.id, execution: newExecutionOf(child), input: startedInput(child, items) },
    begin: () => begin(options, { executionId: child.id, workflowId: workflow.id, owner: workflow.owner, loaded, items }),
  };
}

/** Should it fail, the sweep finds the execution queued. */
function begin({ admission, log }: ErrorWorkflowOptions, candidate: Candidate): void {
  admission
    .enqueue(candidate)
    .catch((error: unknown) =>
      log.error({ err: error, executionId: candidate.executionId }, 'an error workflow could not begin'),
    );
}
