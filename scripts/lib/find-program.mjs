import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of the first of these programs that is on PATH or in one of the further folders, or undefined. */
export function findProgram(names, furtherFolders = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...furtherFolders];
  for (const name of names) {
    const folder = folders.find((candidate) => isExecutable(join(candidate, name)));
    if (folder !== undefined) return join(folder, name);
  }
  return undefined;
}

/** Debian keeps PostgreSQL's programs out of PATH, in a folder per version; the newest first. */
export function postgresFolders() {
  const parent = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(parent).sort((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(parent, version, 'bin'));
  } catch {
    return [];
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
