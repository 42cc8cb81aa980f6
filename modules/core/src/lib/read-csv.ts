/** Where and why a text is not CSV. `row` counts from 1, the header included. */
export interface CsvFault {
  readonly row: number;
  readonly message: string;
}

/**
 * Reads CSV per RFC 4180: rows of fields, quotes doubled inside quotes, line breaks inside quotes kept. Rows end at CRLF, LF or CR,
 * mixed as they come; a byte order mark is dropped, and so are empty lines. A quote inside an unquoted field stands for itself.
 */
export function readCsv(text: string, delimiter: string, maxRows = Infinity): { rows: string[][]; fault?: CsvFault } {
  const rows: string[][] = [];
  const lineBreak = /\r\n?|\n/g;
  let position = text.startsWith('\ufeff') ? 1 : 0;
  while (position < text.length && rows.length < maxRows) {
    lineBreak.lastIndex = position;
    const found = lineBreak.exec(text);
    const line = text.slice(position, found?.index ?? text.length);
    if (line.includes('"')) {
      const row = readQuotedRow(text, position, delimiter);
      if ('message' in row) return { rows, fault: { row: rows.length + 1, message: row.message } };
      rows.push(row.fields);
      position = row.end;
    } else {
      if (line !== '') rows.push(line.split(delimiter));
      position = found === null ? text.length : lineBreak.lastIndex;
    }
  }
  return { rows };
}

/** Reads one row in which there is a quote, field by field. `end` is where the next row starts. */
function readQuotedRow(text: string, start: number, delimiter: string): { fields: string[]; end: number } | { message: string } {
  const fields: string[] = [];
  for (let position = start; ; position += delimiter.length) {
    const field = text[position] === '"' ? readQuotedField(text, position) : readPlainField(text, position, delimiter);
    if (field === undefined) return { message: 'a quote is opened and never closed' };
    fields.push(field.value);
    position = field.end;
    if (text.startsWith(delimiter, position)) continue;
    if (position >= text.length || text[position] === '\n') return { fields, end: position + 1 };
    if (text[position] === '\r') return { fields, end: position + (text[position + 1] === '\n' ? 2 : 1) };
    return { message: `after the closing quote of field ${fields.length} comes ${JSON.stringify(text[position])}` };
  }
}

function readQuotedField(text: string, start: number): { value: string; end: number } | undefined {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return undefined;
    if (text[quote + 1] !== '"') return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}

function readPlainField(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r' && !text.startsWith(delimiter, end)) end++;
  return { value: text.slice(start, end), end };
}

const CANDIDATES = [',', ';', '\t', '|'];
const SAMPLE_ROWS = 10;
const EVEN_BONUS = 1e6;

/** The delimiter that splits the first rows into the most fields, all rows alike if there is one; a comma when none splits them. */
export function guessDelimiter(text: string): string {
  let best = { delimiter: ',', score: 1 };
  for (const delimiter of CANDIDATES) {
    const { rows, fault } = readCsv(text, delimiter, SAMPLE_ROWS);
    if (fault !== undefined || rows.length === 0) continue;
    const fewest = Math.min(...rows.map((row) => row.length));
    const isEven = rows.every((row) => row.length === fewest);
    const score = fewest === 1 ? 1 : fewest + (isEven ? EVEN_BONUS : 0);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
