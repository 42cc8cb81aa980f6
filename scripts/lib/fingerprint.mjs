import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './root.mjs';

const skippedFolders = new Set(['node_modules', 'dist']);
const isTest = (name) => /\.test\.tsx?$/.test(name);

/**
 * What a build depends on, as two hashes: `quick` over path, size and time of change of every file (a few milliseconds), `exact`
 * over the contents, for when the quick one differs though nothing did (a fresh checkout, a touched file). Tests are left out.
 */
export function fingerprint(inputs) {
  const files = inputs.flatMap((input) => filesUnder(join(root, input))).sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    quick: hash(files, (file) => `${file.size}:${file.mtimeMs}`),
    exact: () => hash(files, (file) => createHash('sha256').update(readFileSync(file.path)).digest('hex')),
  };
}

function filesUnder(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [{ path, size: stats.size, mtimeMs: stats.mtimeMs }];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() ? !skippedFolders.has(entry.name) : entry.isFile() && !isTest(entry.name)))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}

function hash(files, describe) {
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${relative(root, file.path)}\0${describe(file)}\n`);
  return digest.digest('hex');
}
