import { type Json, parseStrictJson, SluiceError } from '@sluice/protocol';
import { parseDocument } from 'yaml';
import { usageError } from '../cli-error.ts';

/** Strict JSON: an object with the same key twice is refused. Throws the parser's code (exit 2), naming the file and the place. */
export function parseJsonText(text: string, path: string): Json {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    throw usageError(error.code, `${path}: ${error.detail}`, { hint: error.hint });
  }
}

/** YAML 1.2 with its core schema, as plain JSON. Throws `file_malformed` (exit 2). */
export function parseYamlText(text: string, path: string): Json {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) throw usageError('file_malformed', `${path} is not YAML: ${problem.message.trim()}`);
  try {
    // What has no JSON form (a map with a map as key, say) is refused by the strict parser.
    return parseStrictJson(JSON.stringify(document.toJS({ maxAliasCount: 100 })));
  } catch (error) {
    throw usageError('file_malformed', `${path} has no JSON form: ${error instanceof Error ? error.message : String(error)}`);
  }
}
