import type { OutlineRow } from './outline-rows.ts';

/** A row as it is shown: its place among its siblings, and whether something lies under it. */
export interface VisibleRow {
  readonly row: OutlineRow;
  /** From 1. */
  readonly position: number;
  readonly siblings: number;
  /** Undefined where nothing lies under it. */
  readonly isExpanded: boolean | undefined;
}

/** The rows that no collapsed row hides. */
export function visibleRows(rows: readonly OutlineRow[], collapsed: ReadonlySet<string>): readonly VisibleRow[] {
  const siblings = new Map<string | undefined, number>();
  const position = new Map<OutlineRow, number>();
  for (const row of rows) {
    const count = (siblings.get(row.parent) ?? 0) + 1;
    siblings.set(row.parent, count);
    position.set(row, count);
  }
  const hidden = new Set<string>();
  return rows.flatMap((row): VisibleRow[] => {
    const isHidden = row.parent !== undefined && (hidden.has(row.parent) || collapsed.has(row.parent));
    if (isHidden) {
      hidden.add(row.key);
      return [];
    }
    const isParent = siblings.has(row.key);
    return [
      {
        row,
        position: position.get(row) ?? 1,
        siblings: siblings.get(row.parent) ?? 1,
        isExpanded: isParent ? !collapsed.has(row.key) : undefined,
      },
    ];
  });
}

/** The node, note or group that a row is about: what is selected while the row is active. */
export function nodeOfRow(row: OutlineRow): string {
  return row.kind === 'link' ? row.from : row.id;
}
