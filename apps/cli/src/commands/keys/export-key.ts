import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CliContext } from '../../cli-context.ts';
import { usageError } from '../../cli-error.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { readPassphrase } from '../../keys/read-passphrase.ts';
import type { CommandOptions } from '../command-options.ts';
import { ownKeyPath } from './own-key-path.ts';
import { reportKey } from './report-key.ts';

const SHORTEST_PASSPHRASE = 10;

/** `keys export FILE`: this command's key in a file under a passphrase, which `keys import` and the web app's sign-in page read. */
export async function exportKey(
  context: CliContext,
  [file = '']: readonly string[],
  options: CommandOptions & { readonly passphraseFile?: string },
): Promise<ExitCode> {
  const key = readKeyFile(ownKeyPath(context));
  const passphrase = await readPassphrase(context, options.passphraseFile, 'Passphrase for the file: ');
  if (passphrase.length < SHORTEST_PASSPHRASE)
    throw usageError('usage', `The passphrase must have ${SHORTEST_PASSPHRASE} characters or more.`);
  const { sealKeyFile } = await import('@sluice/protocol/key-file');
  const text = await sealKeyFile({ did: key.did, seed: Buffer.from(key.seed, 'base64url') }, passphrase);
  const path = resolve(context.cwd, file);
  try {
    writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError('file_unreadable', `${path} cannot be written: ${why}.`, { cause: error });
  }
  return reportKey(context, key, path, options);
}
