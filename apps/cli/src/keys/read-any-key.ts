import { SluiceError } from '@sluice/protocol';
import type { CliContext } from '../cli-context.ts';
import { CliError, usageError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { readText } from '../files/read-text.ts';
import { keyOfSeed, parseStoredKey, type StoredKey } from './key-file.ts';
import { readPassphrase } from './read-passphrase.ts';

/**
 * The key in a file (or on stdin, `-`), in any form that Sluice writes one: this command's own key file, an encrypted one as the web
 * app saves it, or a recovery phrase of 24 words. Throws `file_unreadable`, `file_malformed`, `passphrase_wrong`.
 *
 * @param passphraseFile where the passphrase of an encrypted file stands; by default it is asked for.
 */
export async function readAnyKey(context: CliContext, file: string, passphraseFile: string | undefined): Promise<StoredKey> {
  const text = (await readText(context, file)).trim();
  if (text.startsWith('{')) return checkedKey(text, file);
  const { keyFileOwner, openKeyFile } = await import('@sluice/protocol/key-file');
  const owner = keyFileOwner(text);
  if (owner === undefined) return keyOfPhrase(text, file);
  const passphrase = await readPassphrase(context, passphraseFile, `Passphrase of ${owner}: `);
  try {
    return await keyOfSeed((await openKeyFile(text, passphrase)).seed);
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    throw new CliError(error.code, `${file}: ${error.detail}`, { exitCode: exitCodes.usage, hint: error.hint, cause: error });
  }
}

async function checkedKey(text: string, file: string): Promise<StoredKey> {
  const given = parseStoredKey(text);
  if (given === undefined) throw malformed(file);
  const key = await keyOfSeed(Buffer.from(given.seed, 'base64url'));
  if (key.did !== given.did) throw usageError('file_malformed', `${file} names another key than the one that its seed makes.`);
  return key;
}

/** BIP39 without passphrase, then SLIP-0010 at the signing path: as in the browser. */
async function keyOfPhrase(text: string, file: string): Promise<StoredKey> {
  const [{ mnemonicToSeed, validateMnemonic }, { wordlist }, { deriveSigningSeed }] = await Promise.all([
    import('@scure/bip39'),
    import('@scure/bip39/wordlists/english.js'),
    import('@sluice/protocol'),
  ]);
  const phrase = text.normalize('NFKD').toLowerCase().split(/\s+/).join(' ');
  if (phrase.split(' ').length !== 24 || !validateMnemonic(phrase, wordlist)) throw malformed(file);
  return keyOfSeed(deriveSigningSeed(await mnemonicToSeed(phrase)));
}

function malformed(file: string): CliError {
  return usageError(
    'file_malformed',
    `${file} is no key: neither {"did":"did:key:z6Mk…","seed":"…"}, nor an encrypted key file, nor a recovery phrase of 24 words.`,
  );
}
