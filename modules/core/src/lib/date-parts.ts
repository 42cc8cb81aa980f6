/** A moment as a wall clock shows it. `month` 1–12, `weekday` 0 = Sunday. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly weekday: number;
}

/** The parts of a moment (ms since the epoch) on a clock that is `offsetMinutes` ahead of UTC. */
export function partsOf(epochMs: number, offsetMinutes: number): DateParts {
  const at = new Date(epochMs + offsetMinutes * 60_000);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    ms: at.getUTCMilliseconds(),
    weekday: at.getUTCDay(),
  };
}

/** The moment at which that clock shows these parts; undefined when no clock ever does (31 February). `weekday` is not looked at. */
export function momentOf(parts: Omit<DateParts, 'weekday'>, offsetMinutes: number): number | undefined {
  const at = new Date(0);
  at.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  at.setUTCHours(parts.hour, parts.minute, parts.second, parts.ms);
  const epochMs = at.getTime() - offsetMinutes * 60_000;
  const back = partsOf(epochMs, offsetMinutes);
  const isReal =
    back.month === parts.month &&
    back.day === parts.day &&
    back.hour === parts.hour &&
    back.minute === parts.minute &&
    back.second === parts.second;
  return isReal ? epochMs : undefined;
}
