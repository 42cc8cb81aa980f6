import { resolve } from 'node:path';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { createKey, writeKeyFile } from '../../keys/key-file.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

/** `keys new`: a new key in a new file; a key that is there is never written over. */
export async function createNewKey(
  context: CliContext,
  _args: readonly string[],
  options: CommandOptions & { readonly output?: string },
): Promise<ExitCode> {
  const path = options.output === undefined ? ownKeyPath(context) : resolve(context.cwd, options.output);
  const key = await createKey();
  if (!writeKeyFile(path, key)) throw usageError('usage', `${path} exists already. Name another file with --output.`);
  return reportKey(context, key, path, options);
}
