import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { KeyRecord, KeyStore } from '../ports.ts';
import { and, asc, count, eq, isNull, ne, sql } from './drizzle.ts';
import type { GroupCommit } from './group-commit.ts';
import { keys, tickets } from './schema.ts';

export function createKeyStore(database: BetterSQLite3Database, commits: GroupCommit): KeyStore {
  const byDid = database
    .select()
    .from(keys)
    .where(eq(keys.did, sql.placeholder('did')))
    .prepare();

  const find = (did: string): KeyRecord | undefined => {
    const row = byDid.get({ did });
    return row === undefined ? undefined : recordOf(row);
  };

  const isLastOwner = (did: string): boolean => {
    const others = database
      .select({ owners: count() })
      .from(keys)
      .where(and(eq(keys.role, 'owner'), isNull(keys.revokedAt), ne(keys.did, did)))
      .get();
    return (others?.owners ?? 0) === 0;
  };

  return {
    find: async (did) => find(did),
    list: async () => database.select().from(keys).orderBy(asc(keys.createdAt), asc(keys.did)).all().map(recordOf),
    hasOwner: async () => hasOwner(database),
    insert: (key) =>
      commits.write(() => (database.insert(keys).values(key).onConflictDoNothing().run().changes === 1 ? 'inserted' : 'exists')),
    update: (did, change) =>
      commits.write(() => {
        const key = find(did);
        if (key === undefined || key.revokedAt !== undefined) return 'unknown';
        const isDemotion = key.role === 'owner' && change.role !== undefined && change.role !== 'owner';
        if (isDemotion && isLastOwner(did)) return 'last-owner';
        const updated = { ...key, ...change };
        database.update(keys).set({ role: updated.role, name: updated.name }).where(eq(keys.did, did)).run();
        return updated;
      }),
    revoke: (did, at) =>
      commits.write(() => {
        const key = find(did);
        if (key === undefined || key.revokedAt !== undefined) return 'unknown';
        if (key.role === 'owner' && isLastOwner(did)) return 'last-owner';
        database.update(keys).set({ revokedAt: at }).where(eq(keys.did, did)).run();
        return 'revoked';
      }),
    replace: (key, by, at) =>
      commits.write(() => {
        const registered = find(key.did);
        if (registered?.revokedAt !== undefined) return 'revoked';
        if (find(by) !== undefined) return 'exists';
        // As it is registered now: its role may have changed since the caller read it.
        const { did, role, name, createdAt, lastUsedAt } = registered ?? key;
        const end = { revokedAt: at, replacedBy: by };
        const replaced = { did, role, name, createdAt, lastUsedAt, ...end };
        database.insert(keys).values(replaced).onConflictDoUpdate({ target: keys.did, set: end }).run();
        const successor = { did: by, role, name, createdAt: at, lastUsedAt: at, revokedAt: undefined, replacedBy: undefined };
        database.insert(keys).values(successor).run();
        database.delete(tickets).where(eq(tickets.did, key.did)).run();
        return successor;
      }),
    touch: (usedAt) =>
      commits.write(() => {
        for (const [did, at] of usedAt) {
          const later = sql`max(coalesce(${keys.lastUsedAt}, 0), ${at})`;
          database.update(keys).set({ lastUsedAt: later }).where(eq(keys.did, did)).run();
        }
      }),
  };
}

/** Also asked within the transaction that redeems a claim. */
export function hasOwner(database: BetterSQLite3Database): boolean {
  const owner = database
    .select({ one: sql`1` })
    .from(keys)
    .where(and(eq(keys.role, 'owner'), isNull(keys.revokedAt)))
    .limit(1)
    .get();
  return owner !== undefined;
}

function recordOf({ lastUsedAt, revokedAt, replacedBy, ...row }: typeof keys.$inferSelect): KeyRecord {
  return {
    ...row,
    lastUsedAt: lastUsedAt ?? undefined,
    revokedAt: revokedAt ?? undefined,
    replacedBy: replacedBy ?? undefined,
  };
}
