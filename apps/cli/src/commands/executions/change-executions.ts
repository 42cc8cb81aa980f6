import { deleteExecution, pauseExecution, resumeExecution, retryExecution } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { CommandOptions } from '../command-options.ts';
import { forEachId } from '../for-each-id.ts';

/** `executions retry ID…`: each starts anew, at the same trigger with the same items, as an execution of its own. */
export function retry(
  context: CliContext,
  ids: readonly string[],
  options: CommandOptions & { readonly draft?: boolean },
): Promise<ExitCode> {
  const body = { version: options.draft === true ? ('draft' as const) : ('same' as const) };
  return forEachId(context, ids, options, {
    act: (client, id) => requestEndpoint(client, retryExecution, { params: { id }, body }),
    describe: ({ executionId }) => `runs again as ${executionId}`,
    view: (started) => started,
  });
}

/** `executions delete ID…`: with journal and items; those that have not ended are refused. */
export function remove(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  return forEachId(context, ids, options, {
    act: (client, id) => requestEndpoint(client, deleteExecution, { params: { id } }),
    describe: () => 'deleted',
    view: () => ({ status: 'deleted' }),
  });
}

const standing = {
  describe: ({ status }: { readonly status: string }) => status,
  view: ({ status }: { readonly status: string }) => ({ status }),
};

/** `executions pause ID…`: no further step starts until they are resumed. */
export function pause(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  return forEachId(context, ids, options, {
    act: (client, id) => requestEndpoint(client, pauseExecution, { params: { id } }),
    ...standing,
  });
}

/** `executions resume ID…`: those that were paused go on. */
export function resume(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  return forEachId(context, ids, options, {
    act: (client, id) => requestEndpoint(client, resumeExecution, { params: { id } }),
    ...standing,
  });
}
