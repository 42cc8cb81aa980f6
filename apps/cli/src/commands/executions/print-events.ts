import type { CliContext } from '../../cli-context.ts';
import { type JournalEntry, readEvents } from '../../client/read-events.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { wholeNumber } from '../whole-number.ts';
import { withClient } from '../with-client.ts';

/** `executions events ID`: the journal, one event per line; with `--json` as one document. */
export async function printEvents(
  context: CliContext,
  [id = '']: readonly string[],
  options: CommandOptions & { readonly after?: string },
): Promise<ExitCode> {
  const after = wholeNumber('--after', options.after ?? '0', 0, Number.MAX_SAFE_INTEGER);
  const all: JournalEntry[] = [];
  await withClient(context, options, async (client) => {
    await readEvents(client, id, after, (event) => {
      if (options.json === true) all.push(event);
      else printLine(context, JSON.stringify(event));
    });
  });
  if (options.json === true) printJson(context, { executionId: id, events: all });
  return exitCodes.ok;
}
