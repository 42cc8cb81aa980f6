import { chmodSync, mkdirSync, statSync } from 'node:fs';
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
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32' && (statSync(home).mode & 0o077) !== 0) chmodSync(home, 0o700);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError('file_unreadable', `SLUICE_HOME (${home}) cannot be made or used: ${reason}.`, { cause: error });
  }
}
