import { resolve } from 'node:path';
import type { CliContext } from '../../cli-context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

/** `keys show [FILE]`: the public name of this command's key, or of the one in a file. */
export async function showKey(
  context: CliContext,
  [file]: readonly (string | undefined)[],
  options: CommandOptions,
): Promise<ExitCode> {
  const path = file === undefined ? ownKeyPath(context) : resolve(context.cwd, file);
  return reportKey(context, readKeyFile(path), path, options);
}
