import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ClaimStore } from '../ports.ts';
import { and, eq } from './drizzle.ts';
import type { GroupCommit } from './group-commit.ts';
import { claims, keys } from './schema.ts';
import { hasOwner } from './sqlite-key-store.ts';

const THE_ONE = 1;

export function createClaimStore(database: BetterSQLite3Database, commits: GroupCommit): ClaimStore {
  return {
    replace: (tokenHash, createdAt) =>
      commits.write(() => {
        database.delete(claims).run();
        if (tokenHash !== undefined) database.insert(claims).values({ id: THE_ONE, tokenHash, createdAt }).run();
      }),
    redeem: (tokenHash, owner) =>
      commits.write(() => {
        if (hasOwner(database)) return 'refused';
        const used = database
          .delete(claims)
          .where(and(eq(claims.id, THE_ONE), eq(claims.tokenHash, tokenHash)))
          .run();
        if (used.changes === 0) return 'refused';
        const { role, name } = owner;
        database.insert(keys).values(owner).onConflictDoUpdate({ target: keys.did, set: { role, name } }).run();
        return 'owner';
      }),
  };
}
