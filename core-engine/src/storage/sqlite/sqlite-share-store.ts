import type { Page, PageRequest } from '../ports/page.ts';
import type { NewShare, RedeemResult, ShareRow, ShareStore } from '../ports/share-store.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { and, desc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from './drizzle.ts';
import { shares, workflows } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

type StoredShare = typeof shares.$inferSelect;

/** Shares on SQLite. */
export class SqliteShareStore implements ShareStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async create(share: NewShare): Promise<ShareRow | 'workflow-unknown' | 'secret-taken'> {
    const { id, workflowId, to, rights, createdBy, nowMs, expiresAtMs, note } = share;
    const { orm } = this.#database;
    return this.#database.write(() => {
      const workflow = orm.select({ id: workflows.id }).from(workflows).where(eq(workflows.id, workflowId)).get();
      if (workflow === undefined) return 'workflow-unknown';
      if ('secretHash' in to && this.#link(to.secretHash) !== undefined) return 'secret-taken';
      if ('did' in to) {
        const earlier = and(eq(shares.did, to.did), eq(shares.workflowId, workflowId), isNull(shares.linkId), isLive(nowMs));
        orm.update(shares).set({ endedAtMs: nowMs, revokedBy: createdBy }).where(earlier).run();
      }
      const whom = 'did' in to ? { did: to.did } : { secretHash: to.secretHash, maxUses: to.maxUses };
      const values = { id, workflowId, ...whom, rights, createdBy, createdAtMs: nowMs, expiresAtMs, uses: 0, note };
      return toShareRow(orm.insert(shares).values(values).returning().get());
    });
  }

  async list({
    workflowId,
    ended,
    nowMs,
    cursor,
    limit,
  }: PageRequest & { workflowId: string; ended: boolean; nowMs: number }): Promise<Page<ShareRow>> {
    const rows = this.#select(
      and(eq(shares.workflowId, workflowId), ended ? undefined : isLive(nowMs), after(cursor)),
      limit + 1,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.createdAtMs, last.id]) : null };
  }

  async heldBy(did: string, nowMs: number, workflowId?: string): Promise<readonly ShareRow[]> {
    const where = and(eq(shares.did, did), workflowId === undefined ? undefined : eq(shares.workflowId, workflowId));
    return this.#select(and(where, isLive(nowMs)));
  }

  async findLast(did: string, workflowId: string): Promise<ShareRow | undefined> {
    return this.#select(and(eq(shares.did, did), eq(shares.workflowId, workflowId)), 1)[0];
  }

  async redeem({
    id,
    secretHash,
    did,
    note,
    nowMs,
  }: {
    id: string;
    secretHash: string;
    did: string;
    note: string;
    nowMs: number;
  }): Promise<RedeemResult> {
    const { orm } = this.#database;
    return this.#database.write((): RedeemResult => {
      const link = this.#link(secretHash);
      if (link === undefined) return { kind: 'unknown' };
      if (!isLiveRow(link, nowMs)) return { kind: 'ended', share: link };
      const [had] = this.#select(and(eq(shares.linkId, link.id), eq(shares.did, did)), 1);
      if (had !== undefined) return { kind: isLiveRow(had, nowMs) ? 'redeemed' : 'ended', share: had };
      if (link.maxUses !== undefined && link.uses >= link.maxUses) return { kind: 'used-up' };
      orm
        .update(shares)
        .set({ uses: link.uses + 1 })
        .where(eq(shares.id, link.id))
        .run();
      const { workflowId, rights, createdBy, expiresAtMs } = link;
      const values = { id, workflowId, did, linkId: link.id, rights, createdBy, createdAtMs: nowMs, expiresAtMs, uses: 0, note };
      return { kind: 'redeemed', share: toShareRow(orm.insert(shares).values(values).returning().get()) };
    });
  }

  async revoke({
    workflowId,
    id,
    by,
    nowMs,
  }: {
    workflowId: string;
    id: string;
    by: string;
    nowMs: number;
  }): Promise<readonly ShareRow[] | undefined> {
    const { orm } = this.#database;
    return this.#database.write(() => {
      const [found] = this.#select(and(eq(shares.id, id), eq(shares.workflowId, workflowId)), 1);
      if (found === undefined) return undefined;
      const what = and(or(eq(shares.id, id), eq(shares.linkId, id)), isNull(shares.endedAtMs));
      return orm.update(shares).set({ endedAtMs: nowMs, revokedBy: by }).where(what).returning().all().map(toShareRow);
    });
  }

  async handOver(from: string, to: string): Promise<readonly ShareRow[]> {
    const { orm } = this.#database;
    return this.#database.write(() =>
      orm.update(shares).set({ did: to }).where(eq(shares.did, from)).returning().all().map(toShareRow),
    );
  }

  async endExpired(nowMs: number): Promise<readonly ShareRow[]> {
    const past = and(isNotNull(shares.expiresAtMs), isNull(shares.endedAtMs), lte(shares.expiresAtMs, nowMs));
    if (this.#select(past, 1).length === 0) return [];
    return this.#database.write(() => {
      const update = this.#database.orm.update(shares).set({ endedAtMs: sql`${shares.expiresAtMs}` });
      return update.where(past).returning().all().map(toShareRow);
    });
  }

  #link(secretHash: string): ShareRow | undefined {
    return this.#select(eq(shares.secretHash, secretHash), 1)[0];
  }

  #select(where: ReturnType<typeof and>, limit = -1): ShareRow[] {
    return this.#database.read(() =>
      this.#database.orm
        .select()
        .from(shares)
        .where(where)
        .orderBy(desc(shares.createdAtMs), desc(shares.id))
        .limit(limit)
        .all()
        .map(toShareRow),
    );
  }
}

function isLive(nowMs: number) {
  return and(isNull(shares.endedAtMs), or(isNull(shares.expiresAtMs), gt(shares.expiresAtMs, nowMs)));
}

function isLiveRow({ endedAtMs, expiresAtMs }: ShareRow, nowMs: number): boolean {
  return endedAtMs === undefined && (expiresAtMs === undefined || expiresAtMs > nowMs);
}

function after(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [createdAtMs, id] = decodeCursor(cursor, ['number', 'string']);
  return or(lt(shares.createdAtMs, createdAtMs), and(eq(shares.createdAtMs, createdAtMs), lt(shares.id, id)));
}

function toShareRow({ secretHash: _, ...stored }: StoredShare): ShareRow {
  return {
    ...stored,
    did: stored.did ?? undefined,
    linkId: stored.linkId ?? undefined,
    expiresAtMs: stored.expiresAtMs ?? undefined,
    maxUses: stored.maxUses ?? undefined,
    endedAtMs: stored.endedAtMs ?? undefined,
    revokedBy: stored.revokedBy ?? undefined,
  };
}
