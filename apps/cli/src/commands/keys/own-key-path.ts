import type { CliContext } from '../../cli-context.ts';
import { createHome, homePaths } from '../../keys/home.ts';
import { readSettings } from '../../settings.ts';

/** Where this command keeps the key it signs with, in a SLUICE_HOME that is there. */
export function ownKeyPath(context: CliContext): string {
  const { home } = readSettings(context.env, context.cwd);
  createHome(home);
  return homePaths(home).cliKey;
}
