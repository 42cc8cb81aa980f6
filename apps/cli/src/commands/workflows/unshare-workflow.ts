import { revokeShare } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `workflows unshare ID SHARE`: the share ends at once, and with a link all that came from it. */
export async function unshare(
  context: CliContext,
  [id = '', shareId = '']: readonly string[],
  options: CommandOptions,
): Promise<ExitCode> {
  await withClient(context, options, (client) => requestEndpoint(client, revokeShare, { params: { id, shareId } }));
  if (options.json === true) printJson(context, { id: shareId, status: 'revoked' });
  else printLine(context, `${shareId}\trevoked`);
  return exitCodes.ok;
}
