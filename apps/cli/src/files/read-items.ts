import { basename, extname } from 'node:path';
import type { Json } from '@sluice/protocol';
import type { CliContext } from '../cli-context.ts';
import { parseJsonText, parseYamlText } from './parse-text.ts';
import { readText } from './read-text.ts';

/**
 * The `json` of the trigger's items, from a file or from stdin: a JSON array is one item per element, any other JSON value is one
 * item; `.jsonl` and `.ndjson` are one item per line; `.yaml` as JSON; any other kind of file (CSV, XML, text …) is one item
 * `{ "name": …, "text": … }`. Stdin is JSON.
 */
export async function readItems(context: CliContext, path: string): Promise<readonly Json[]> {
  const text = await readText(context, path);
  switch (path === '-' ? '.json' : extname(path).toLowerCase()) {
    case '.json':
      return itemsOf(parseJsonText(text, path));
    case '.yaml':
    case '.yml':
      return itemsOf(parseYamlText(text, path));
    case '.jsonl':
    case '.ndjson':
      return text
        .split('\n')
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => line.trim() !== '')
        .map(({ line, place }) => parseJsonText(line, place));
    default:
      return [{ name: basename(path), text }];
  }
}

const itemsOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);
