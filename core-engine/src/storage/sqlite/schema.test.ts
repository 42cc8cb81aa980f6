import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { getTableConfig } from './drizzle.ts';
import * as schema from './schema.ts';
import { createTemporaryDatabase } from './temporary-database.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

describe('the schema', () => {
  const tables = Object.values(schema).map((table: SQLiteTable) => getTableConfig(table));

  it('is what the migrations make, column for column', () => {
    using temporary = createTemporaryDatabase();
    for (const { name, columns } of tables) {
      const made = temporary.database.raw.pragma(`table_info(${name})`) as Column[];
      const shape = (column: { name: string; type: string; required: boolean }) =>
        `${column.name} ${column.type.toLowerCase()} ${column.required}`;
      expect(made.map((column) => shape({ ...column, required: column.notnull === 1 }))).toEqual(
        columns.map((column) => shape({ name: column.name, type: column.getSQLType(), required: column.notNull })),
      );
    }
    const names = temporary.database.raw
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .all();
    expect(names.map(({ name }) => name).sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it('has the indexes that the migrations make', () => {
    using temporary = createTemporaryDatabase();
    const made = temporary.database.raw
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`)
      .all();
    const declared = tables.flatMap(({ indexes }) => indexes.map(({ config }) => config.name));
    expect(made.map(({ name }) => name).sort()).toEqual(declared.sort());
  });

  it('is opened so that an acknowledged commit is on the disk', () => {
    using temporary = createTemporaryDatabase();
    const { raw } = temporary.database;
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(raw.pragma('synchronous', { simple: true })).toBe(2);
    expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
