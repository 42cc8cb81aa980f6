import { activateWorkflow } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows activate ID`: its triggers start executions from now on. */
export async function activate(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly of?: string },
): Promise<ExitCode> {
  const body = options.of === undefined ? {} : { version: options.of };
  const workflow = await withClient(context, options, (client) =>
    requestEndpoint(client, activateWorkflow, { params: { id }, body }),
  );
  if (options.json === true) printJson(context, workflow);
  else printLine(context, `${workflow.id}\tactive in version ${workflow.activeVersion ?? ''}`);
  return exitCodes.ok;
}
