import { spawnSync } from 'node:child_process';
import { findProgram } from './find-program.mjs';

/**
 * Installs Debian packages where that can be done without asking (Debian or a child of it, as root). Answers whether it worked; a
 * machine where it cannot be done says no, and the tests that need the program skip.
 */
export function aptInstall(...packages) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return false;
  console.log(`Installing ${packages.join(', ')} with apt-get for the tests …`);
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const apt = (...args) => spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], options).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}
