import { SluiceError } from '@sluice/protocol';
import { z } from 'zod';
import { type Handle, value } from './handle.ts';
import { parseArgs } from './parse-args.ts';
import type { Clock } from './ports.ts';
import { type Verbs, verbOf } from './verb-of.ts';

const TEN_YEARS_MS = 10 * 366 * 86_400_000;

const none = z.strictObject({});
const instant = z.union([z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)), z.int().min(0)]);
const sleepArgs = z.union([z.strictObject({ ms: z.number().min(0).max(TEN_YEARS_MS) }), z.strictObject({ until: instant })], {
  error:
    'give either ms (a number of milliseconds, at most ten years) or until (an RFC 3339 date and time, or ms since the epoch)',
});

/** `time:`: the clock (`now`, ms since the epoch) and parking until a moment (`sleep`), which holds nothing in memory. */
export function createTimeHandle(from: { readonly now: Clock }): Handle {
  const verbs: Verbs = {
    async now(request) {
      parseArgs(none, request);
      return value(from.now());
    },
    async sleep(request) {
      const args = parseArgs(sleepArgs, request);
      const now = from.now();
      const dueAt = 'ms' in args ? now + Math.ceil(args.ms) : args.until;
      if (dueAt <= now) return value(null);
      if (dueAt > now + TEN_YEARS_MS)
        throw new SluiceError('effect_args_invalid', 'sleep time: until: this is more than ten years from now.');
      return { kind: 'deferred', wait: { kind: 'time', dueAt } };
    },
  };
  return { scheme: 'time', perform: (request) => verbOf(verbs, request)(request) };
}
