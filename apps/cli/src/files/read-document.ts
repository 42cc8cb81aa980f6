import { extname } from 'node:path';
import type { Json } from '@sluice/protocol';
import type { CliContext } from '../cli-context.ts';
import { parseJsonText, parseYamlText } from './parse-text.ts';
import { readText } from './read-text.ts';

/** A workflow document from a file (`.yaml` and `.yml` are YAML, all else JSON) or from stdin. What it means is judged by the engine. */
export async function readDocument(context: CliContext, path: string): Promise<Json> {
  const text = await readText(context, path);
  return /^\.ya?ml$/i.test(extname(path)) ? parseYamlText(text, path) : parseJsonText(text, path);
}
