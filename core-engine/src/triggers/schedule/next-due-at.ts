import { SluiceError } from '@sluice/protocol';
import { Cron } from 'croner';

/**
 * The first time after `afterMs` (exclusive) that a schedule is due, in ms since the epoch; undefined when there is none any more.
 * `cron` has five fields (minute first) or six (second first), or is a nickname such as `@daily`; `timeZone` is an IANA name. A time that
 * a clock change leaves out is due right after the gap, one that comes twice is due once, as croner has it for fixed times.
 *
 * @throws SluiceError `schedule_invalid` saying what cannot be read.
 */
export function nextDueAt(cron: string, timeZone: string, afterMs: number): number | undefined {
  if (!/^\s*(@[a-z]+|\S+(\s+\S+){4,5})\s*$/i.test(cron)) throw invalid(`"${cron.slice(0, 100)}" has neither five nor six fields`);
  if (!isTimeZone(timeZone)) throw invalid(`there is no time zone "${timeZone.slice(0, 100)}"`);
  try {
    const next = new Cron(cron, { timezone: timeZone, mode: '5-or-6-parts', paused: true }).nextRun(new Date(afterMs));
    return next?.getTime();
  } catch (error) {
    throw invalid(
      `"${cron.slice(0, 100)}": ${error instanceof Error ? error.message.replace(/^Cron\w+: /, '') : 'it cannot be read'}`,
    );
  }
}

function isTimeZone(name: string): boolean {
  if (name === '') return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function invalid(what: string): SluiceError {
  return new SluiceError('schedule_invalid', `The schedule cannot be read: ${what}.`);
}
