import { publishWorkflow } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows publish ID`: the draft becomes an immutable version. */
export async function publish(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly message?: string; readonly activate?: boolean },
): Promise<ExitCode> {
  const body = { activate: options.activate === true, ...(options.message === undefined ? {} : { message: options.message }) };
  const version = await withClient(context, options, (client) =>
    requestEndpoint(client, publishWorkflow, { params: { id }, body }),
  );
  if (options.json === true) printJson(context, version);
  else printLine(context, `${version.version}\tversion ${version.number}${version.active ? ', active' : ''}`);
  return exitCodes.ok;
}
