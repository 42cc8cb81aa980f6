import { replayExecution } from '@sluice/protocol';
import type { CliContext } from '../../cli-context.ts';
import { requestEndpoint } from '../../client/request-endpoint.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine, printNote } from '../../output/print.ts';
import { withProgress } from '../../output/with-progress.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

/** `executions replay ID`: runs the plan again from the record; exit code 1 when an event differs. */
export async function replay(context: CliContext, [id = '']: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const result = await withProgress(context, `Replaying ${id}`, () =>
    withClient(context, options, (client) => requestEndpoint(client, replayExecution, { params: { id } })),
  );
  if (options.json === true) printJson(context, result);
  else if (result.identical) printLine(context, `identical, ${result.events} events`);
  if (result.identical) return exitCodes.ok;
  printNote(context, `replay_diverged: The replay differs from the record at event ${result.divergence?.seq ?? 'unknown'}.`);
  printNote(context, `  recorded: ${result.divergence?.recorded ?? ''}\n  replayed: ${result.divergence?.replayed ?? ''}`);
  return exitCodes.failed;
}
