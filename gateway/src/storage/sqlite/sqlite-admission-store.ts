import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Admission, AdmissionOutcome, AdmissionStore } from '../ports.ts';
import { and, eq, sql } from './drizzle.ts';
import type { GroupCommit } from './group-commit.ts';
import { answers, nonces } from './schema.ts';

export function createAdmissionStore(database: BetterSQLite3Database, commits: GroupCommit): AdmissionStore {
  const placeholders = { did: sql.placeholder('did'), nonce: sql.placeholder('nonce'), until: sql.placeholder('until') };
  const useNonce = database.insert(nonces).values(placeholders).onConflictDoNothing().prepare();
  const isAnswer = and(eq(answers.did, sql.placeholder('did')), eq(answers.key, sql.placeholder('key')));
  const findAnswer = database.select().from(answers).where(isAnswer).prepare();
  const dropAnswer = database.delete(answers).where(isAnswer).prepare();

  const admit = ({ did, nonce, nonceUntil, now, idempotency }: Admission): AdmissionOutcome => {
    if (useNonce.run({ did, nonce, until: nonceUntil }).changes === 0) return { kind: 'replayed' };
    if (idempotency === undefined) return { kind: 'admitted' };
    const { key, digest, until } = idempotency;
    const found = findAnswer.get({ did, key });
    if (found === undefined || found.until <= now) {
      dropAnswer.run({ did, key });
      database.insert(answers).values({ did, key, digest, until }).run();
      return { kind: 'admitted' };
    }
    if (found.digest !== digest) return { kind: 'conflict' };
    if (found.status === null) return { kind: 'unfinished' };
    const { status, contentType, body } = found;
    return { kind: 'answered', answer: { status, contentType: contentType ?? undefined, body: body ?? new Uint8Array() } };
  };

  return {
    admit: (admission) => commits.write(() => admit(admission)),
    remember: (did, key, { status, contentType, body }) =>
      commits.write(() => {
        const answer = { status, contentType: contentType ?? null, body: Buffer.from(body) };
        database
          .update(answers)
          .set(answer)
          .where(and(eq(answers.did, did), eq(answers.key, key)))
          .run();
      }),
    forget: (did, key) =>
      commits.write(() => {
        dropAnswer.run({ did, key });
      }),
  };
}
