import { listFolders } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson } from '../../output/print.ts';
import { printTable } from '../../output/print-table.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows folders`: the folders and tags in use, with how many workflows are right in each. */
export async function listAllFolders(context: CliContext, _args: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const answer = await withClient(context, options, (client) => requestEndpoint(client, listFolders));
  if (options.json === true) printJson(context, answer);
  else
    printTable(
      context,
      ['kind', 'name', 'workflows'],
      [
        ...answer.folders.map(({ path, count }) => ['folder', path, String(count)]),
        ...answer.tags.map(({ tag, count }) => ['tag', tag, String(count)]),
      ],
    );
  return exitCodes.ok;
}
