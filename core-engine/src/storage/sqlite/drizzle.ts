import { createRequire } from 'node:module';

/**
 * What this folder uses of drizzle, loaded as CommonJS on purpose. Its package.json is 175 KB of exports, and Node's ES module loader
 * parses that anew for each of the hundred files: 400 ms and 200 MB at start, against 100 ms and 20 MB this way (Node 24.21,
 * drizzle-orm 0.45.4).
 */
// drizzle-kit reads `schema.ts` as CommonJS, where `import.meta` is empty.
const require = createRequire(import.meta.filename ?? __filename);

export const { and, asc, desc, eq, getTableColumns, gt, gte, isNotNull, isNull, lt, lte, max, min, ne, or, sql } =
  require('drizzle-orm') as typeof import('drizzle-orm');
export const { blob, getTableConfig, index, integer, primaryKey, sqliteTable, text, uniqueIndex } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
