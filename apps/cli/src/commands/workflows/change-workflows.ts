import { archiveWorkflow, deactivateWorkflow, restoreWorkflow } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { CommandOptions } from '../command-options.ts';
import { forEachId } from '../for-each-id.ts';

const as = (status: string) => ({ describe: () => status, view: () => ({ status }) });

/** `workflows deactivate ID…`: their triggers start nothing more; executions under way go on. */
export function deactivate(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const act = (...[client, id]: Parameters<Act>) => requestEndpoint(client, deactivateWorkflow, { params: { id } });
  return forEachId(context, ids, options, { act, ...as('inactive') });
}

/** `workflows archive ID…`: deactivated and out of the lists, their executions kept. */
export function archive(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const act = (...[client, id]: Parameters<Act>) => requestEndpoint(client, archiveWorkflow, { params: { id } });
  return forEachId(context, ids, options, { act, ...as('archived') });
}

/** `workflows restore ID…`: out of the archive again, inactive. */
export function restore(context: CliContext, ids: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const act = (...[client, id]: Parameters<Act>) => requestEndpoint(client, restoreWorkflow, { params: { id } });
  return forEachId(context, ids, options, { act, ...as('restored') });
}

type Act = Parameters<typeof forEachId>[3]['act'];
