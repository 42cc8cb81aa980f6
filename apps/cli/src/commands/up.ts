import type { CliContext } from '../cli-context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { printLine, printNote } from '../output/print.ts';
import { readSettings } from '../settings.ts';
import { onStopRequested } from '../supervisor/on-stop-requested.ts';
import { type RunningSluice, startSluice } from '../supervisor/start-sluice.ts';

/** `sluice up`: gateway and engine in the foreground, until Ctrl-C, SIGTERM or the end of the process that started us. */
export async function up(context: CliContext): Promise<ExitCode> {
  const settings = readSettings(context.env, context.cwd);
  const stop = onStopRequested();
  const onRestart = (message: string) => printNote(context, message);
  let sluice: RunningSluice;
  try {
    sluice = await startSluice({ settings, env: context.env, isLogged: true, isFound: true, signal: stop.signal, onRestart });
  } catch (error) {
    if (stop.signal.aborted) return exitCodes.ok;
    throw error;
  }
  // In one write: whoever reads the first line has the link, too.
  const claim = sluice.claimUrl === undefined ? '' : `\nBecome its owner (this link works once): ${sluice.claimUrl}`;
  printLine(context, `Sluice is ready at ${sluice.url}${claim}`);
  await stop.requested;
  await sluice.stop();
  return exitCodes.ok;
}
