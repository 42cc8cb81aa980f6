import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { TicketStore } from '../ports.ts';
import { eq } from './drizzle.ts';
import type { GroupCommit } from './group-commit.ts';
import { tickets } from './schema.ts';

export function createTicketStore(database: BetterSQLite3Database, commits: GroupCommit): TicketStore {
  return {
    insert: (ticket) =>
      commits.write(() => {
        database.insert(tickets).values(ticket).run();
      }),
    redeem: (hash, now) =>
      commits.write(() => {
        const ticket = database.delete(tickets).where(eq(tickets.hash, hash)).returning().get() as
          | typeof tickets.$inferSelect
          | undefined;
        return ticket !== undefined && ticket.until > now ? ticket.did : undefined;
      }),
  };
}
