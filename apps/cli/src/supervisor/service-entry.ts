import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../../', import.meta.url);
const workspaces = { engine: 'core-engine', gateway: 'gateway' };

/**
 * The file that a process is started from: its bundle, or its source where something that the bundle was made from is newer, or no bundle
 * was made. Both do the same; the bundle starts in half the time.
 */
export function serviceEntry(name: keyof typeof workspaces): string {
  const folder = new URL(`${workspaces[name]}/`, root);
  const bundle = new URL('dist/main.mjs', folder);
  return fileURLToPath(isFresh(bundle) ? bundle : new URL('src/main.ts', folder));
}

function isFresh(bundle: URL): boolean {
  try {
    const made = statSync(bundle).mtimeMs;
    const sources = JSON.parse(readFileSync(new URL('sources.json', bundle), 'utf8')) as string[]; // as `bundle-service.mjs` writes it
    return sources.every((path) => statSync(new URL(path, root)).mtimeMs <= made);
  } catch {
    return false;
  }
}
