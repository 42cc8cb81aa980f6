import type { CliContext } from '../../cli-context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import type { StoredKey } from '../../keys/key-file.ts';
import { printJson, printLine } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';

/** The public name only: a seed is never printed (I7). */
export function reportKey(context: CliContext, { did }: StoredKey, path: string, options: CommandOptions): ExitCode {
  if (options.json === true) printJson(context, { did, path });
  else printLine(context, did);
  return exitCodes.ok;
}
