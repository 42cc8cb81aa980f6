import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { CliContext } from '../cli-context.ts';
import { usageError } from '../cli-error.ts';
import { readText } from '../files/read-text.ts';

/** A passphrase: the first line of the file that is named, else asked for on the terminal, where it is not shown. Throws `usage`. */
export async function readPassphrase(context: CliContext, file: string | undefined, question: string): Promise<string> {
  const passphrase =
    file === undefined ? await ask(context, question) : ((await readText(context, file)).split(/\r?\n/)[0] ?? '');
  if (passphrase === '') throw usageError('usage', 'The passphrase is empty.');
  return passphrase;
}

async function ask({ stdin, stderr }: CliContext, question: string): Promise<string> {
  if (!('isTTY' in stdin) || stdin.isTTY !== true)
    throw usageError('usage', 'A passphrase is needed, and there is no terminal to ask for it. Give --passphrase-file.');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: unseen, terminal: true });
  stderr.write(question);
  try {
    return await reader.question('');
  } finally {
    reader.close();
    stderr.write('\n');
  }
}
