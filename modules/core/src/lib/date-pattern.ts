import { formatOffset, parseOffset } from './date-offset.ts';
import { type DateParts, momentOf, partsOf } from './date-parts.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const TOKENS = /'(?:[^']|'')*'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|hh|h|mm|m|ss|s|SSS|a|XXX|XX|./gs;

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** How each token is written; the letters are those of Unicode TR 35, names are English. */
const writers: { readonly [token: string]: (parts: DateParts, offsetMinutes: number) => string } = {
  yyyy: ({ year }) => (year < 0 ? `-${pad(-year, 4)}` : pad(year, 4)),
  yy: ({ year }) => pad(((year % 100) + 100) % 100),
  MMMM: ({ month }) => MONTHS[month - 1] ?? '',
  MMM: ({ month }) => short(MONTHS)[month - 1] ?? '',
  MM: ({ month }) => pad(month),
  M: ({ month }) => String(month),
  dd: ({ day }) => pad(day),
  d: ({ day }) => String(day),
  EEEE: ({ weekday }) => DAYS[weekday] ?? '',
  EEE: ({ weekday }) => short(DAYS)[weekday] ?? '',
  HH: ({ hour }) => pad(hour),
  H: ({ hour }) => String(hour),
  hh: ({ hour }) => pad(hour % 12 || 12),
  h: ({ hour }) => String(hour % 12 || 12),
  mm: ({ minute }) => pad(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => pad(second),
  s: ({ second }) => String(second),
  SSS: ({ ms }) => pad(ms, 3),
  a: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  XXX: (_, offset) => formatOffset(offset),
  XX: (_, offset) => formatOffset(offset, ''),
};

interface Read {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  ms?: number;
  afternoon?: boolean;
  offset?: number | undefined;
}

const oneOf = (names: readonly string[]): string => `(${names.join('|')})`;
const position = (names: readonly string[], text: string): number =>
  names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
const number = (pattern: string, key: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'ms') => ({
  pattern,
  read: (text: string, into: Read) => {
    into[key] = Number(text);
  },
});
const name = (names: readonly string[], read: (index: number, into: Read) => void) => ({
  pattern: oneOf(names),
  read: (text: string, into: Read) => read(position(names, text), into),
});
const setMonth = (index: number, into: Read): void => {
  into.month = index + 1;
};

/** How each token is read: one capturing group each. */
const readers: { readonly [token: string]: { readonly pattern: string; readonly read: (text: string, into: Read) => void } } = {
  yyyy: number('(-?\\d{4,6})', 'year'),
  yy: {
    pattern: '(\\d\\d)',
    read: (text, into) => {
      into.year = Number(text) + (Number(text) < 70 ? 2000 : 1900);
    },
  },
  MMMM: name(MONTHS, setMonth),
  MMM: name(short(MONTHS), setMonth),
  MM: number('(\\d\\d)', 'month'),
  M: number('(\\d\\d?)', 'month'),
  dd: number('(\\d\\d)', 'day'),
  d: number('(\\d\\d?)', 'day'),
  EEEE: name(DAYS, () => undefined),
  EEE: name(short(DAYS), () => undefined),
  HH: number('(\\d\\d)', 'hour'),
  H: number('(\\d\\d?)', 'hour'),
  hh: number('(\\d\\d)', 'hour'),
  h: number('(\\d\\d?)', 'hour'),
  mm: number('(\\d\\d)', 'minute'),
  m: number('(\\d\\d?)', 'minute'),
  ss: number('(\\d\\d)', 'second'),
  s: number('(\\d\\d?)', 'second'),
  SSS: number('(\\d{3})', 'ms'),
  a: name(['AM', 'PM'], (index, into) => {
    into.afternoon = index === 1;
  }),
  XXX: { pattern: '(Z|[+-]\\d\\d:\\d\\d)', read: readOffset },
  XX: { pattern: '(Z|[+-]\\d{4})', read: readOffset },
};

function readOffset(text: string, into: Read): void {
  into.offset = parseOffset(text);
}

const tokensOf = (pattern: string): string[] => pattern.match(TOKENS) ?? [];
const literal = (token: string): string =>
  token.length > 1 && token.startsWith("'") ? token.slice(1, -1).replaceAll("''", "'") || "'" : token;

/** Writes a moment by a pattern such as `dd.MM.yyyy HH:mm`; text in single quotes stands for itself. */
export function formatDate(epochMs: number, pattern: string, offsetMinutes: number): string {
  const parts = partsOf(epochMs, offsetMinutes);
  return tokensOf(pattern)
    .map((token) => (Object.hasOwn(writers, token) ? writers[token]?.(parts, offsetMinutes) : literal(token)))
    .join('');
}

/** Reads a text by a pattern: ms since the epoch, or undefined when it does not fit or names a day that is none. What is not named is the first. */
export function parseDate(text: string, pattern: string, offsetMinutes: number): number | undefined {
  const tokens = tokensOf(pattern);
  const source = tokens
    .map((token) => (Object.hasOwn(readers, token) ? readers[token]?.pattern : escapeRegExp(literal(token))))
    .join('');
  const match = new RegExp(`^${source}$`, 'i').exec(text.trim());
  if (match === null) return undefined;
  const read: Read = {};
  const named = tokens.filter((token) => Object.hasOwn(readers, token));
  for (const [index, token] of named.entries()) readers[token]?.read(match[index + 1] ?? '', read);
  const { year = 1970, month = 1, day = 1, minute = 0, second = 0, ms = 0, afternoon } = read;
  const hour = afternoon === undefined ? (read.hour ?? 0) : ((read.hour ?? 0) % 12) + (afternoon ? 12 : 0);
  return momentOf({ year, month, day, hour, minute, second, ms }, read.offset ?? offsetMinutes);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
