import { existsSync } from 'node:fs';
import type { CliContext } from '../../cli-context.ts';
import { CliError } from '../../cli-error.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { replaceKeyFile } from '../../keys/key-file.ts';
import { readAnyKey } from '../../keys/read-any-key.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

/** `keys import FILE`: this command signs with that key from now on. */
export async function importKey(
  context: CliContext,
  [file = '']: readonly string[],
  options: CommandOptions & { readonly force?: boolean; readonly passphraseFile?: string },
): Promise<ExitCode> {
  const key = await readAnyKey(context, file, options.passphraseFile);
  const path = ownKeyPath(context);
  if (existsSync(path) && options.force !== true) {
    const hint = 'With --force the key that is there is lost, unless you keep a copy of its file.';
    throw new CliError('conflict', `${path} holds a key already.`, { exitCode: exitCodes.usage, hint });
  }
  replaceKeyFile(path, key);
  return reportKey(context, key, path, options);
}
