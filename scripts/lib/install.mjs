import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { run } from './run.mjs';

const lockfile = join(root, 'package-lock.json');
/** Npm's own note of what it put into `node_modules`. */
const installed = join(root, 'node_modules/.package-lock.json');
/** Our note of the last lockfile that was found installed, so that the two need not be compared at every start. */
const stamp = join(root, 'node_modules/.sluice-install');

/** Installs exactly what the lockfile names, unless that is what is there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing what the lockfile names …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const code = await run(npm, ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
  if (code !== 0) throw new Error(`\`npm ci\` failed with exit code ${code}: its own message above says why.`);
}

function isInstalled() {
  const hash = lockfileHash();
  if (read(stamp) === hash) return true;
  if (!hasWhatLockfileNames()) return false;
  writeFileSync(stamp, hash);
  return true;
}

/** Every package of the lockfile is there in its version; optional ones (other platforms') may be absent. */
function hasWhatLockfileNames() {
  const there = read(installed);
  if (there === undefined) return false;
  const { packages } = JSON.parse(there);
  return Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages)
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, named]) => {
      const found = packages[path];
      if (found === undefined) return named.optional === true || named.devOptional === true;
      return found.version === named.version && found.integrity === named.integrity && found.link === named.link;
    });
}

function lockfileHash() {
  return createHash('sha256').update(readFileSync(lockfile)).update(`${process.platform}-${process.arch}`).digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
