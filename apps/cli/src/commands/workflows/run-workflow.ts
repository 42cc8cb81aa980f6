import { runWorkflow } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { followExecution } from '../../client/follow-execution.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { readItems } from '../../files/read-items.ts';
import { withProgress } from '../../output/with-progress.ts';
import type { CommandOptions } from '../command-options.ts';
import { reportRun } from '../report-run.ts';
import { withClient } from '../with-client.ts';

export interface RunWorkflowOptions extends CommandOptions {
  readonly input?: string;
  readonly trigger?: string;
  readonly draft?: boolean;
}

/** `workflows run ID`: runs a workflow that the engine keeps, and waits for its end, as `sluice run` does with a file. */
export async function runStored(
  context: CliContext,
  [id = '']: readonly string[],
  options: RunWorkflowOptions,
): Promise<ExitCode> {
  const body = {
    wait: true,
    ...(options.draft === true ? { version: 'draft' as const } : {}),
    ...(options.input === undefined ? {} : { items: [...(await readItems(context, options.input))] }),
    ...(options.trigger === undefined ? {} : { trigger: options.trigger }),
  };
  const startedAt = performance.now();
  const result = await withProgress(context, `Running ${id}`, () =>
    withClient(context, options, async (client) => {
      const { executionId } = await requestEndpoint(client, runWorkflow, { params: { id }, body });
      return followExecution(client, executionId);
    }),
  );
  return reportRun(context, result, { elapsedMs: performance.now() - startedAt, isJson: options.json === true });
}
