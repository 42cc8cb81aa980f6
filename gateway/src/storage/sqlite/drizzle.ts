import { createRequire } from 'node:module';

/**
 * What this folder uses of drizzle, loaded as CommonJS on purpose: its package.json is 175 KB of exports, which Node's ES module
 * loader reads anew for each of its hundred files. Measured (Node 24.21, drizzle-orm 0.45.4): 390 ms and 230 MB at start, against
 * 100 ms and 20 MB this way.
 */
// drizzle-kit reads `schema.ts` as CommonJS, where `import.meta` is empty.
const require = createRequire(import.meta.filename ?? __filename);

export const { and, asc, count, eq, isNull, lt, ne, sql } = require('drizzle-orm') as typeof import('drizzle-orm');
export const { blob, index, integer, primaryKey, sqliteTable, text } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
export const { migrate } = require('drizzle-orm/better-sqlite3/migrator') as typeof import('drizzle-orm/better-sqlite3/migrator');
