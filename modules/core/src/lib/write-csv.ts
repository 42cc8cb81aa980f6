import { isList, isObject, type Json } from '@sluice/kit';

/** Writes rows of values as CSV per RFC 4180, every row ended. What is not there is empty; lists and objects are written as JSON. */
export function writeCsv(rows: readonly (readonly (Json | undefined)[])[], delimiter: string, lineEnd: string): string {
  return rows.map((row) => writeRow(row, delimiter) + lineEnd).join('');
}

function writeRow(row: readonly (Json | undefined)[], delimiter: string): string {
  const line = row.map((value) => writeField(value, delimiter)).join(delimiter);
  return line === '' ? '""' : line; // an empty line would be no row
}

function writeField(value: Json | undefined, delimiter: string): string {
  if (value === undefined || value === null) return '';
  const text = isList(value) || isObject(value) ? JSON.stringify(value) : String(value);
  return /["\r\n]/.test(text) || text.includes(delimiter) || text.startsWith('\ufeff') ? `"${text.replaceAll('"', '""')}"` : text;
}
