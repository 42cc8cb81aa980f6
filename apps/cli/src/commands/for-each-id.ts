import type { CliContext } from '../cli-context.ts';
import { CliError } from '../cli-error.ts';
import type { GatewayClient } from '../client/gateway-client.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printJson, printLine } from '../output/print.ts';
import { reportError } from '../output/report-error.ts';
import type { CommandOptions } from './command-options.ts';
import { withClient } from './with-client.ts';

interface EachOptions<T> {
  readonly act: (client: GatewayClient, id: string) => Promise<T>;
  /** What became of it, for a line that begins with its id. */
  readonly describe: (result: T) => string;
  /** What became of it, beside its id, for `--json`. */
  readonly view: (result: T) => object;
}

/**
 * Does one thing to each of several, one after the other, and says at once what became of it. One that is refused holds up no other; the exit
 * code is then that of the first refusal. Where nobody answers any more, the rest is not tried.
 */
export async function forEachId<T>(
  context: CliContext,
  ids: readonly string[],
  options: CommandOptions,
  { act, describe, view }: EachOptions<T>,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok;
  const items: object[] = [];
  await withClient(context, options, async (client) => {
    for (const id of new Set(ids)) {
      try {
        const result = await act(client, id);
        if (options.json === true) items.push({ id, ...view(result) });
        else printLine(context, `${id}\t${describe(result)}`);
      } catch (error) {
        if (!(error instanceof CliError) || error.exitCode === exitCodes.unreachable) throw error;
        const code = reportError(context, error);
        if (exitCode === exitCodes.ok) exitCode = code;
        items.push({ id, error: { code: error.code, message: error.message } });
      }
    }
  });
  if (options.json === true) printJson(context, { items });
  return exitCode;
}
