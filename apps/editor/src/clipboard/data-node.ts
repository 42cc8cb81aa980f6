import type { DocumentNode } from '@sluice/protocol';
import { literal } from './literal.ts';

/** A node that gives out JSON, element by element where it is a list. `text` is that JSON. */
export function dataNode(text: string): DocumentNode {
  // As a member of an object literal, `__proto__` would be no data.
  const value = text.includes('"__proto__"') ? `JSON.parse(${JSON.stringify(text)})` : text;
  return { type: 'core.code@1', name: 'Pasted data', params: { runFor: 'all', code: `return ${value};` } };
}

/** A node that reads a table, with its columns' names in the first row. */
export function tableNode(text: string): DocumentNode {
  return { type: 'core.csv@1', name: 'Pasted table', params: { text: literal(text), values: true } };
}

/**
 * Whether a text is a table rather than prose: at least two rows of as many fields, at least two of them, and a first row of names. Cells of a
 * spreadsheet come with tabs between them.
 */
export function isTable(text: string): boolean {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '');
  const [head = ''] = rows;
  if (rows.length < 2) return false;
  return ['\t', ';', ',', '|'].some((delimiter) => {
    const names = fieldsOf(head, delimiter);
    if (names.length < 2 || !names.every(isName) || new Set(names).size < names.length) return false;
    // Fields may hold line breaks between quotes: then rows are not lines, and only the head can be looked at.
    return text.includes('"') || rows.every((row) => fieldsOf(row, delimiter).length === names.length);
  });
}

function isName(name: string): boolean {
  return name !== '' && name === name.trim() && name.length <= 60 && !/[.!?:]$/.test(name) && !/[{}<>]/.test(name);
}

/** The fields of one row; a delimiter between quotes is part of a field. */
function fieldsOf(row: string, delimiter: string): string[] {
  const fields = [''];
  let isQuoted = false;
  for (const sign of row) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === delimiter && !isQuoted) fields.push('');
    else fields.push(`${fields.pop() ?? ''}${sign}`);
  }
  return fields;
}
