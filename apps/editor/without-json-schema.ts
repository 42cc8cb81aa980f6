import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const files = /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/;

/**
 * Leaves out of pages what zod has for making JSON schemas of its own, and hangs onto every schema: a tenth of it, and only the engine's side makes
 * any (OpenAPI). Asking for one in a page throws.
 */
export function withoutJsonSchema(): Plugin {
  return {
    name: 'sluice-without-json-schema',
    apply: 'build',
    load: {
      filter: { id: files },
      async handler(id) {
        const text = await readFile(id, 'utf8');
        const names = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
        const refuse = "const refuse = () => { throw new Error('Pages make no JSON schemas.'); };";
        return `${refuse}\n${names.map((name) => `export const ${name} = ${name.startsWith('create') ? '() => refuse' : 'refuse'};`).join('\n')}`;
      },
    },
  };
}
