import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliContext } from '../../cli-context.ts';
import { CliError, usageError } from '../../cli-error.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { keyOfSeed, readKeyFile, writeKeyFile } from '../../keys/key-file.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

/** `keys import FILE`: this command signs with that key from now on. */
export async function importKey(
  context: CliContext,
  [file = '']: readonly string[],
  options: CommandOptions & { readonly force?: boolean },
): Promise<ExitCode> {
  const source = resolve(context.cwd, file);
  const given = readKeyFile(source);
  const key = await keyOfSeed(Buffer.from(given.seed, 'base64url'));
  if (key.did !== given.did) throw usageError('file_malformed', `${source} names another key than the one that its seed makes.`);
  const path = ownKeyPath(context);
  if (existsSync(path)) {
    const hint = 'With --force the key that is there is lost, unless you keep a copy of its file.';
    if (options.force !== true)
      throw new CliError('conflict', `${path} holds a key already.`, { exitCode: exitCodes.usage, hint });
    rmSync(path);
  }
  writeKeyFile(path, key);
  return reportKey(context, key, path, options);
}
