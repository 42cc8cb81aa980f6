import { defineNode, fail, type Json, p } from '@sluice/kit';
import { parseOffset } from '../lib/date-offset.ts';
import { partsOf } from '../lib/date-parts.ts';
import { formatDate, parseDate } from '../lib/date-pattern.ts';
import { addUnits, differenceIn, startOf, unitTitles } from '../lib/date-units.ts';
import { given } from '../lib/given.ts';
import { formatIsoDate, parseIsoDate } from '../lib/iso-date.ts';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.date-time@1',
  title: 'Date and time',
  summary: 'Reads, writes, shifts, compares and rounds moments, on UTC or a fixed distance from it.',
  category: 'data',
  icon: 'calendar-time',
  params: {
    operation: p.select({
      title: 'What to do',
      options: {
        format: 'Write it by a pattern',
        parse: 'Read it by a pattern',
        add: 'Add or take away',
        difference: 'Time between two',
        start: 'Start of the unit',
        end: 'End of the unit',
        parts: 'Take it apart',
      },
      default: 'format',
      template: false,
    }),
    date: p.json({
      title: 'Date',
      help: 'Text like 2026-11-20T14:30:00Z, or milliseconds since 1970.',
      placeholder: '={{ $json.createdAt }}',
      required: true,
    }),
    pattern: p.string({
      title: 'Pattern',
      help: 'yyyy MM dd HH mm ss SSS, MMM or MMMM and EEE or EEEE for English names, hh with a for AM/PM, XXX for the offset; text stands in single quotes. Left empty, it is RFC 3339.',
      placeholder: 'dd.MM.yyyy HH:mm',
      when: { param: 'operation', is: ['format', 'parse'] },
    }),
    amount: p.number({ title: 'How much', help: 'Below zero goes back.', default: 1, when: { param: 'operation', is: ['add'] } }),
    unit: p.select({
      title: 'Unit',
      options: unitTitles,
      default: 'days',
      when: { param: 'operation', is: ['add', 'difference', 'start', 'end'] },
    }),
    until: p.json({
      title: 'Second date',
      help: 'The time runs from the first date to this one.',
      when: { param: 'operation', is: ['difference'] },
    }),
    offset: p.string({
      title: 'Distance from UTC',
      help: 'Like +02:00. It is the same in summer and winter: nodes know no daylight saving rules.',
      default: 'Z',
    }),
    as: p.string({ title: 'Put the result under', default: 'date' }),
  },
  mode: 'each',
  run({ item, params }) {
    const offset =
      parseOffset(params.offset) ??
      fail('param_invalid', `${params.offset} is no distance from UTC; write it like +02:00.`, { param: 'offset' });
    const date =
      params.operation === 'parse' ? readByPattern(params.date, params.pattern, offset) : read(params.date, 'date', offset);
    return { main: [withField(item, params.as, work(date, offset, params))] };
  },
  examples: [
    {
      name: 'writes a date by a pattern, on another clock',
      params: { date: '={{ $json.at }}', pattern: "dd.MM.yyyy HH:mm 'h'", offset: '+02:00' },
      input: { main: [{ at: '2026-11-20T23:30:00Z' }] },
      output: { main: [{ at: '2026-11-20T23:30:00Z', date: '21.11.2026 01:30 h' }] },
    },
    {
      name: 'reads a date by a pattern',
      params: { operation: 'parse', date: '={{ $json.day }}', pattern: 'd/M/yyyy', as: 'at' },
      input: { main: [{ day: '5/3/2026' }] },
      output: { main: [{ day: '5/3/2026', at: '2026-03-05T00:00:00.000Z' }] },
    },
    {
      name: 'adds months',
      params: { operation: 'add', date: '={{ $json.at }}', unit: 'months', as: 'at' },
      input: { main: [{ at: '2024-01-31' }] },
      output: { main: [{ at: '2024-02-29T00:00:00.000Z' }] },
    },
    {
      name: 'counts the days between',
      params: { operation: 'difference', date: '2026-11-20', until: '={{ $json.due }}', as: 'days' },
      input: { main: [{ due: '2026-12-24' }] },
      output: { main: [{ due: '2026-12-24', days: 34 }] },
    },
    {
      name: 'finds the end of a month',
      params: { operation: 'end', date: 1_764_000_000_000, unit: 'months' },
      input: { main: [{}] },
      output: { main: [{ date: '2025-11-30T23:59:59.999Z' }] },
    },
    {
      name: 'reckons from now (in examples, 20 November 2026 at noon)',
      params: { operation: 'add', date: '={{ $now }}', amount: -36, unit: 'hours' },
      input: { main: [{}] },
      output: { main: [{ date: '2026-11-19T00:00:00.000Z' }] },
    },
    {
      name: 'takes a moment apart',
      params: { operation: 'parts', date: '2026-11-20T14:30:00Z' },
      input: { main: [{}] },
      output: { main: [{ date: { year: 2026, month: 11, day: 20, hour: 14, minute: 30, second: 0, ms: 0, weekday: 5 } }] },
    },
    {
      name: 'refuses a day that is none',
      params: { date: '={{ $json.at }}' },
      input: { main: [{ at: '2026-02-30' }] },
      error: { code: 'parse_failed', message: '2026-02-30', param: 'date' },
    },
    {
      name: 'refuses a text that does not fit the pattern',
      params: { operation: 'parse', date: 'today', pattern: 'yyyy' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'yyyy' },
    },
  ],
});

interface Work {
  readonly operation: 'format' | 'parse' | 'add' | 'difference' | 'start' | 'end' | 'parts';
  readonly pattern: string | undefined;
  readonly amount: number;
  readonly unit: keyof typeof unitTitles;
  readonly until: Json | undefined;
}

function work(date: number, offset: number, { operation, pattern = '', amount, unit, until }: Work): Json {
  switch (operation) {
    case 'format':
      return pattern === '' ? formatIsoDate(date, offset) : formatDate(date, pattern, offset);
    case 'parse':
      return formatIsoDate(date, offset);
    case 'add':
      return formatIsoDate(addUnits(date, amount, unit, offset), offset);
    case 'difference':
      return differenceIn(date, read(given(until, 'until', 'Second date'), 'until', offset), unit, offset);
    case 'start':
      return formatIsoDate(startOf(date, unit, offset), offset);
    case 'end':
      return formatIsoDate(startOf(addUnits(startOf(date, unit, offset), 1, unit, offset), unit, offset) - 1, offset);
    case 'parts':
      return { ...partsOf(date, offset) };
  }
}

function read(value: Json, param: string, offset: number): number {
  const date = typeof value === 'number' ? value : typeof value === 'string' ? parseIsoDate(value, offset) : undefined;
  if (date !== undefined && Math.abs(date) <= 8.64e15) return date;
  return fail(
    'parse_failed',
    `${JSON.stringify(value)} is no date; write it like 2026-11-20T14:30:00Z, or read it by a pattern first.`,
    { param },
  );
}

function readByPattern(value: Json, pattern = '', offset: number): number {
  if (pattern === '') return read(value, 'date', offset);
  return (
    parseDate(String(value), pattern, offset) ??
    fail('parse_failed', `${JSON.stringify(value)} does not fit the pattern ${pattern}.`, { param: 'date' })
  );
}
