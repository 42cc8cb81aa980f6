import { moveFolder } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows move-folder FROM TO`: every workflow in it and below it goes along. */
export async function moveOneFolder(
  context: CliContext,
  [from = '', to = '']: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  const { moved } = await withClient(context, options, (client) => requestEndpoint(client, moveFolder, { body: { from, to } }));
  if (options.json === true) printJson(context, { from, to, moved });
  else
    printLine(
      context,
      `${moved} ${moved === 1 ? 'workflow' : 'workflows'} moved from ${from} to ${to === '' ? 'no folder' : to}`,
    );
  return exitCodes.ok;
}
