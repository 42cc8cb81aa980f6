import type { Json } from '@sluice/protocol';
import { shortText } from './short-text.ts';

/** The column for items that are no objects. */
export const VALUE_COLUMN = 'value';
const MOST_COLUMNS = 50;

/** The top-level fields of items as columns, in the order in which they are first seen; at most 50. */
export function columnsOf(items: readonly { readonly json: Json }[]): string[] {
  const columns = new Set<string>();
  for (const { json } of items) {
    if (isRecord(json)) for (const key of Object.keys(json)) columns.add(key);
    else columns.add(VALUE_COLUMN);
    if (columns.size >= MOST_COLUMNS) break;
  }
  return [...columns].slice(0, MOST_COLUMNS);
}

/** What an item has in a column; undefined when it has no such field. */
export function cellOf(json: Json, column: string): Json | undefined {
  if (!isRecord(json)) return column === VALUE_COLUMN ? json : undefined;
  return Object.hasOwn(json, column) ? json[column] : undefined;
}

/** In px. Later items may be a little longer than those of the sample. */
const WIDTH = { least: 80, most: 280, character: 7.2, padding: 26 + 3 * 7.2 } as const;

/** How wide the columns are, in px: as what items in a sample need, within bounds. Measured once, so that nothing moves in scrolling. */
export function widthsOf(items: readonly { readonly json: Json }[], columns: readonly string[]): number[] {
  return columns.map((column) => {
    const longest = items.reduce((most, { json }) => Math.max(most, shortText(cellOf(json, column), 40).length), column.length);
    return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, longest * WIDTH.character + WIDTH.padding)));
  });
}

function isRecord(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
