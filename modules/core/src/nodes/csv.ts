import { defineNode, fail, type Item, isObject, item, type Json, p, setKey } from '@sluice/kit';
import { asNumber } from '../lib/as-number.ts';
import { given } from '../lib/given.ts';
import { asObject } from '../lib/merge-objects.ts';
import { readPath } from '../lib/path.ts';
import { guessDelimiter, readCsv } from '../lib/read-csv.ts';
import { writeCsv } from '../lib/write-csv.ts';

export default defineNode({
  type: 'core.csv@1',
  title: 'CSV',
  summary: 'Reads CSV text into items, or writes the items as CSV text.',
  category: 'text',
  icon: 'table',
  params: {
    operation: p.select({
      title: 'What to do',
      options: { parse: 'Read text: one item for each row', write: 'Write text: one item for all rows' },
      default: 'parse',
      template: false,
    }),
    text: p.text({ title: 'Text', placeholder: '={{ $json.csv }}', when: { param: 'operation', is: ['parse'] } }),
    header: p.boolean({
      title: 'The first row has the names',
      help: 'When reading without names, each item is the list of its fields.',
      default: true,
    }),
    delimiter: p.select({
      title: 'Between the fields',
      options: { auto: 'Find out (comma when writing)', ',': 'Comma', ';': 'Semicolon', '\t': 'Tab', '|': 'Bar' },
      default: 'auto',
    }),
    values: p.boolean({
      title: 'Make numbers and true/false of texts that are',
      help: 'Texts like 007 stay texts, and so do numbers too long to keep exactly. Empty fields become null.',
      default: false,
      when: { param: 'operation', is: ['parse'] },
    }),
    columns: p.list({
      title: 'Columns',
      help: 'Left empty: all fields, in the order in which they first appear.',
      of: p.string({ title: 'Field' }),
      when: { param: 'operation', is: ['write'] },
    }),
    lineEnd: p.select({
      title: 'Line ends',
      options: { crlf: 'CRLF, as RFC 4180 says', lf: 'LF' },
      default: 'crlf',
      when: { param: 'operation', is: ['write'] },
    }),
    as: p.string({ title: 'Put the text under', default: 'csv', when: { param: 'operation', is: ['write'] } }),
  },
  mode: 'either',
  allWhen: { param: 'operation', is: ['write'] },
  run(context) {
    const { text, header, delimiter, values, columns = [], lineEnd, as } = context.params;
    if ('item' in context)
      return { main: parse(given(text, 'text', 'Text'), delimiter, header, values).map((json) => item(json)) };
    const names = columns.length > 0 ? columns : [...new Set(context.items.flatMap(({ json }) => Object.keys(asObject(json))))];
    const rows = context.items.map((each) => rowOf(each, names));
    return {
      main: [
        item({
          [as]: writeCsv(
            header ? [names, ...rows] : rows,
            delimiter === 'auto' ? ',' : delimiter,
            lineEnd === 'lf' ? '\n' : '\r\n',
          ),
        }),
      ],
    };
  },
  examples: [
    {
      name: 'reads rows into items',
      params: { text: '={{ $json.csv }}' },
      input: { main: [{ csv: 'id,name\r\n1,"Lovelace, Ada"\r\n2,"say ""hi"""\r\n' }] },
      output: {
        main: [
          { id: '1', name: 'Lovelace, Ada' },
          { id: '2', name: 'say "hi"' },
        ],
      },
    },
    {
      name: 'makes values and keeps what has no name',
      params: { text: '={{ $json.csv }}', values: true },
      input: { main: [{ csv: '\ufeffn;ok;zip;n\n1.5;true;007;2\n;false;x;-1e3;extra' }] },
      output: {
        main: [
          { n: 1.5, ok: true, zip: '007', n_2: 2 },
          { n: null, ok: false, zip: 'x', n_2: -1000, column_5: 'extra' },
        ],
      },
    },
    {
      name: 'reads rows without names',
      params: { text: 'a|b\nc|d', header: false },
      input: { main: [{}] },
      output: {
        main: [
          ['a', 'b'],
          ['c', 'd'],
        ],
      },
    },
    {
      name: 'writes the items',
      params: { operation: 'write' },
      input: {
        main: [
          { id: 1, note: 'a,b' },
          { id: 2, more: [1] },
        ],
      },
      output: { main: [{ csv: 'id,note,more\r\n1,"a,b",\r\n2,,[1]\r\n' }] },
    },
    {
      name: 'writes chosen columns',
      params: { operation: 'write', columns: ['who.name', 'n'], delimiter: ';', lineEnd: 'lf', header: false, as: 'text' },
      input: { main: [{ n: 1, who: { name: 'Ada' } }] },
      output: { main: [{ text: 'Ada;1\n' }] },
    },
    {
      name: 'says in which row the text breaks',
      params: { text: 'a,b\n1,"2' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'row 2', param: 'text' },
    },
    { name: 'needs a text to read', params: {}, input: { main: [{}] }, error: { code: 'param_missing', param: 'text' } },
  ],
});

function parse(text: string, delimiter: string, header: boolean, values: boolean): Json[] {
  const { rows, fault } = readCsv(text, delimiter === 'auto' ? guessDelimiter(text) : delimiter);
  if (fault !== undefined)
    return fail('parse_failed', `The text is not CSV: in row ${fault.row}, ${fault.message}.`, { param: 'text' });
  const typed: readonly (readonly Json[])[] = values ? rows.map((row) => row.map(toValue)) : rows;
  if (!header) return [...typed];
  const names = uniqueNames(rows[0] ?? []);
  return typed.slice(1).map((row) => {
    const json: { [name: string]: Json } = {};
    for (const [index, value] of row.entries()) setKey(json, names[index] ?? `column_${index + 1}`, value);
    return json;
  });
}

/** Names for the columns: an empty one is called by its number, one that comes again gets `_2`. */
function uniqueNames(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((given, index) => {
    const base = given.trim() === '' ? `column_${index + 1}` : given.trim();
    let name = base;
    for (let count = 2; used.has(name); count++) name = `${base}_${count}`;
    used.add(name);
    return name;
  });
}

function toValue(text: string): Json {
  if (text === '') return null;
  if (text === 'true' || text === 'false') return text === 'true';
  const isPlainNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text) && text.replace(/[eE].*|\D/g, '').length <= 15;
  return isPlainNumber ? (asNumber(text) ?? text) : text;
}

function rowOf({ json }: Item, names: readonly string[]): (Json | undefined)[] {
  return names.map((name) => (isObject(json) ? readPath(json, name) : asObject(json)[name]));
}
