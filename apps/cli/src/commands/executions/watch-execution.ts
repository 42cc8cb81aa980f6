import { setTimeout as sleep } from 'node:timers/promises';
import type { CliContext } from '../../cli-context.ts';
import { followExecution } from '../../client/follow-execution.ts';
import { type JournalEntry, readEvents } from '../../client/read-events.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { printJson, printLine, printNote } from '../../output/print.ts';
import type { CommandOptions } from '../command-options.ts';
import { withClient } from '../with-client.ts';

const WATCH_POLL_MS = 250;

/** `executions watch ID`: its events as they come, until it has ended or is parked until a person does something. */
export async function watch(context: CliContext, [id = '']: readonly string[], options: CommandOptions): Promise<ExitCode> {
  const result = await withClient(context, options, async (client) => {
    let isWatching = true;
    let seen = 0;
    const catchUp = async () => {
      seen = await readEvents(client, id, seen, (event) => {
        if (options.json !== true) printLine(context, `${String(event.seq).padStart(6)}  ${describe(event)}`);
      });
    };
    const watching = (async () => {
      while (isWatching) {
        await catchUp();
        await sleep(WATCH_POLL_MS);
      }
    })();
    // Together: a failure of either is the command's own, never one that nobody waits for.
    const following = followExecution(client, id).finally(() => {
      isWatching = false;
    });
    const [ended] = await Promise.all([following, watching]);
    await catchUp();
    return ended;
  });
  if (options.json === true) printJson(context, result);
  else printNote(context, result.status);
  return result.status === 'failed' || result.status === 'cancelled' ? exitCodes.failed : exitCodes.ok;
}

function describe(event: JournalEntry): string {
  const { type, node, scope, attempt } = event as JournalEntry & { node?: string; scope?: string; attempt?: number };
  const place = node === undefined ? '' : ` ${node}${scope === undefined || scope === '' ? '' : ` in ${scope}`}`;
  return `${type}${place}${attempt === undefined || attempt === 1 ? '' : `, attempt ${attempt}`}`;
}
