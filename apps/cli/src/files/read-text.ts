import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CliContext } from '../cli-context.ts';
import { usageError } from '../cli-error.ts';

/** The text of a file, or of stdin for `-`. Throws `file_unreadable` (exit 2). */
export async function readText(context: CliContext, path: string): Promise<string> {
  if (path === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of context.stdin) chunks.push(Buffer.from(chunk));
    return withoutMark(Buffer.concat(chunks).toString('utf8'));
  }
  try {
    return withoutMark(await readFile(resolve(context.cwd, path), 'utf8'));
  } catch (error) {
    throw usageError('file_unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`, {
      cause: error,
    });
  }
}

/** Without the byte order mark that some editors put in front of UTF-8. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');
