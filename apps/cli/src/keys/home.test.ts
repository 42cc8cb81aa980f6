import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHome, createWritableHome } from './home.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-home-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Loaded first, since whoever has no rights may not be able to read our source either. Root has every right, and gives them up. */
const withoutRights = (home: string) => `
  import { createWritableHome } from ${JSON.stringify(new URL('./home.ts', import.meta.url).href)};
  if (process.getuid?.() === 0) process.setuid(65534);
  try { createWritableHome(${JSON.stringify(home)}); console.log('made'); } catch (error) { console.log(error.code, error.message); }`;

describe('SLUICE_HOME', () => {
  it('is made for its owner only, and closed to others when it is there', () => {
    const home = join(folder, 'deep', 'home');
    createWritableHome(home);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    chmodSync(home, 0o755);
    createHome(home);
    expect(statSync(home).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform === 'win32')('is refused with what helps when nothing can be written there', () => {
    const home = join(folder, 'home');
    createHome(home);
    chmodSync(home, 0o500);
    chmodSync(folder, 0o755);
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', withoutRights(home)], { encoding: 'utf8' });
    expect(stdout).toMatch(
      /^file_unreadable SLUICE_HOME \(.*\) cannot be made or used: EACCES.*set SLUICE_HOME to another one\.$/m,
    );
  });
});
