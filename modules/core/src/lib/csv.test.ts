import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { guessDelimiter, readCsv } from './read-csv.ts';
import { writeCsv } from './write-csv.ts';

const field = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ';', ' ') }));
const table = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 8 });

describe('CSV', () => {
  it('reads what it writes, whatever is in the fields', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\r\n', '\n'), (rows, delimiter, lineEnd) => {
        expect(readCsv(writeCsv(rows, delimiter, lineEnd), delimiter)).toEqual({ rows });
      }),
    );
  });

  it('reads what another writer wrote', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const kept = rows.filter((row) => row.join('') !== '' || row.length > 1);
        expect(readCsv(Papa.unparse(kept, { quotes: true }), ',').rows).toEqual(kept);
      }),
    );
  });

  it('ends rows at CRLF, LF and CR alike and drops a byte order mark', () => {
    expect(readCsv('\ufeffa,b\r\n1,2\n3,"4\r\n5"\r6,7', ',').rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4\r\n5'],
      ['6', '7'],
    ]);
  });

  it('keeps empty fields and drops empty lines', () => {
    expect(readCsv('a,,\n\n,"",b\n', ',').rows).toEqual([
      ['a', '', ''],
      ['', '', 'b'],
    ]);
  });

  it('takes a quote inside an unquoted field as it is', () => {
    expect(readCsv('5" pipe,x', ',').rows).toEqual([['5" pipe', 'x']]);
  });

  it('names the row at which a text stops being CSV', () => {
    expect(readCsv('a\n"b', ',').fault).toEqual({ row: 2, message: 'a quote is opened and never closed' });
    expect(readCsv('"a"x,b', ',').fault).toEqual({ row: 1, message: 'after the closing quote of field 1 comes "x"' });
  });

  it('finds the delimiter, also when others occur in fields', () => {
    expect(guessDelimiter('name;price\n"a,b";1,5\nc;2,5')).toBe(';');
    expect(guessDelimiter('a\tb\n1\t2')).toBe('\t');
    expect(guessDelimiter('alone')).toBe(',');
  });
});
