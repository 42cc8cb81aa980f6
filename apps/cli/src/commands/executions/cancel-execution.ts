import { cancelExecution, isFinal } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `executions cancel ID`: it stops at its next event. */
export async function cancel(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly reason?: string },
): Promise<ExitCode> {
  const body = options.reason === undefined ? {} : { reason: options.reason };
  const execution = await withClient(context, options, (client) =>
    requestEndpoint(client, cancelExecution, { params: { id }, body }),
  );
  if (options.json === true) printJson(context, execution);
  else printLine(context, isFinal(execution.status) ? execution.status : `${execution.status}, is being cancelled`);
  return exitCodes.ok;
}
