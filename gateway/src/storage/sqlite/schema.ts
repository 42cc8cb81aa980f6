import { roles } from '@sluice/protocol';
import { blob, index, integer, primaryKey, sqliteTable, text } from './drizzle.ts';

/** Times are ms since the epoch. A change here needs `npm run migration -- gateway <what-changes>`. */
export const keys = sqliteTable('keys', {
  did: text().primaryKey(),
  role: text({ enum: roles }).notNull(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
  lastUsedAt: integer('last_used_at'),
  revokedAt: integer('revoked_at'),
  /** The did of the key that took over; set together with `revokedAt`. */
  replacedBy: text('replaced_by'),
});

/** At most one row, whose id is 1. */
export const claims = sqliteTable('claims', {
  id: integer().primaryKey(),
  tokenHash: text('token_hash').notNull(),
  createdAt: integer('created_at').notNull(),
});

export const nonces = sqliteTable(
  'nonces',
  {
    did: text().notNull(),
    nonce: text().notNull(),
    until: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.did, table.nonce] }), index('nonces_until').on(table.until)],
);

/** `status` is null until the answer is known. */
export const answers = sqliteTable(
  'answers',
  {
    did: text().notNull(),
    key: text().notNull(),
    digest: text().notNull(),
    until: integer().notNull(),
    status: integer(),
    contentType: text('content_type'),
    body: blob({ mode: 'buffer' }),
  },
  (table) => [primaryKey({ columns: [table.did, table.key] }), index('answers_until').on(table.until)],
);

export const tickets = sqliteTable(
  'tickets',
  {
    hash: text().primaryKey(),
    did: text().notNull(),
    until: integer().notNull(),
  },
  (table) => [index('tickets_until').on(table.until)],
);
