import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homePaths } from '../../keys/home.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** SLUICE_HOME and the key files in it: there, ours alone, whole. */
export function checkHome(home: string): Finding[] {
  if (!existsSync(home)) return [warn('home', `${home} is not there yet.`, 'The first start makes it.')];
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return [fail('home', `${home} may not be read and written by this user.`, `Make it yours: chown -R "$USER" ${home}`)];
  }
  const { cliKey, engineKey, gatewayKey } = homePaths(home);
  const keyFiles = [cliKey, engineKey, gatewayKey].filter((path) => existsSync(path));
  return [checkMode('home', home, 0o700), ...keyFiles.map(checkKeyFile)];
}

function checkKeyFile(path: string): Finding {
  try {
    readKeyFile(path);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail('key', message, 'Put its backup back. Without one, move it away: the next start makes a new key.');
  }
  return checkMode('key', path, 0o600);
}

function checkMode(check: string, path: string, wanted: number): Finding {
  const mode = statSync(path).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o077) === 0) return ok(check, `${path} is readable by its owner only.`);
  return warn(check, `${path} can be read by others (mode ${mode.toString(8)}).`, `chmod ${wanted.toString(8)} ${path}`);
}
