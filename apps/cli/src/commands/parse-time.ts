import { usageError } from '../cli-error.ts';

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** The end that `7d`, `12h`, `30m` or `2w` from `nowMs`, or a time of RFC 3339, stands for; RFC 3339. Throws `usage`. */
export function parseExpiry(text: string, nowMs: number): string {
  const spanMs = spanOf(text);
  const atMs = spanMs === undefined ? timeOf(text) : nowMs + spanMs;
  if (atMs > nowMs) return new Date(atMs).toISOString();
  throw usageError('usage', `--expires must be a time to come: 30m, 12h, 7d, 2w or 2027-01-31T12:00:00Z, not ${text}.`);
}

/** The moment that lies so long before `nowMs`, or a time of RFC 3339, for an option that looks back; RFC 3339. Throws `usage`. */
export function parsePast(option: string, text: string, nowMs: number): string {
  const spanMs = spanOf(text);
  const atMs = spanMs === undefined ? timeOf(text) : nowMs - spanMs;
  if (!Number.isNaN(atMs)) return new Date(atMs).toISOString();
  throw usageError('usage', `${option} must be so long ago (30m, 12h, 7d, 2w) or a time (2026-01-31T12:00:00Z), not ${text}.`);
}

function spanOf(text: string): number | undefined {
  const span = /^(\d{1,5})([mhdw])$/.exec(text);
  const unitMs = unitsMs[span?.[2] ?? ''];
  return unitMs === undefined ? undefined : Number(span?.[1]) * unitMs;
}

/** NaN for what is no time with its offset: a time of nowhere would mean another one on another machine. */
function timeOf(text: string): number {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
}
