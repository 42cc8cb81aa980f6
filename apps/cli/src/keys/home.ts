import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';

/** The files of a SLUICE_HOME that the command line knows of. */
export function homePaths(home: string) {
  return {
    gatewayKey: join(home, 'gateway.key'),
    engineKey: join(home, 'engine.key'),
    cliKey: join(home, 'cli.key'),
    engineSocket: join(home, 'engine.sock'),
    running: join(home, 'running.json'),
    knownGateways: join(home, 'known-gateways.json'),
    database: join(home, 'sluice.db'),
  };
}

/** Makes SLUICE_HOME, for its owner only. Throws `file_unreadable` when it cannot be made or used. */
export function createHome(home: string): void {
  explain(home, () => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32' && (statSync(home).mode & 0o077) !== 0) chmodSync(home, 0o700);
  });
}

/** For processes that keep their data in it. Throws `file_unreadable` also when nothing can be written there. */
export function createWritableHome(home: string): void {
  createHome(home);
  explain(home, () => accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK));
}

function explain(home: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const fix = 'Give the folder to whoever runs Sluice, or set SLUICE_HOME to another one.';
    throw new CliError('file_unreadable', `SLUICE_HOME (${home}) cannot be made or used: ${reason}. ${fix}`, { cause: error });
  }
}
