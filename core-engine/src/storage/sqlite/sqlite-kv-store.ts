import { type Json, SluiceError } from '@sluice/protocol';
import type { KvStore } from '../ports/kv-store.ts';
import type { Page, PageRequest } from '../ports/page.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { and, asc, eq, gt, gte, isNull, lt, lte, or, sql } from './drizzle.ts';
import { kv, kvApplied } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const place = (namespace: string, key: string) => and(eq(kv.namespace, namespace), eq(kv.key, key));
const alive = (nowMs: number) => or(isNull(kv.expiresAtMs), gt(kv.expiresAtMs, nowMs));

export class SqliteKvStore implements KvStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async get(namespace: string, key: string, nowMs: number): Promise<Json | undefined> {
    return this.#database.read(() => toValue(this.#find(namespace, key, nowMs)?.value));
  }

  async set({
    namespace,
    key,
    value,
    nowMs,
    ttlMs,
  }: {
    namespace: string;
    key: string;
    value: Json;
    nowMs: number;
    ttlMs?: number;
  }): Promise<void> {
    this.#database.write(() => this.#put(namespace, key, value, ttlMs === undefined ? null : nowMs + ttlMs));
  }

  async delete(namespace: string, key: string, nowMs: number): Promise<boolean> {
    return this.#database.write(() => {
      const wasThere = this.#find(namespace, key, nowMs) !== undefined;
      this.#database.orm.delete(kv).where(place(namespace, key)).run();
      return wasThere;
    });
  }

  async list({
    namespace,
    prefix,
    nowMs,
    cursor,
    limit,
  }: PageRequest & { namespace: string; prefix: string; nowMs: number }): Promise<Page<{ key: string; value: Json }>> {
    const after = cursor === undefined ? undefined : gt(kv.key, decodeCursor(cursor, ['string'])[0]);
    // The range lets the primary key find the first; `substr` says where the prefix ends, which is no simple successor in UTF-8.
    const hasPrefix = and(gte(kv.key, prefix), sql`substr(${kv.key}, 1, ${[...prefix].length}) = ${prefix}`);
    const query = this.#database.orm.select({ key: kv.key, value: kv.value }).from(kv);
    const rows = this.#database.read(() =>
      query
        .where(and(eq(kv.namespace, namespace), hasPrefix, after, alive(nowMs)))
        .orderBy(asc(kv.key))
        .limit(limit + 1)
        .all(),
    );
    const items = rows.slice(0, limit);
    return {
      items: items.map((row) => ({ key: row.key, value: toValue(row.value) })),
      nextCursor: rows.length > limit ? encodeCursor([items.at(-1)?.key ?? '']) : null,
    };
  }

  async increment({
    namespace,
    key,
    by,
    effectKey,
    nowMs,
  }: {
    namespace: string;
    key: string;
    by: number;
    effectKey: string;
    nowMs: number;
  }): Promise<number> {
    return this.#database.write(() => {
      const applied = this.#database.orm.select().from(kvApplied).where(eq(kvApplied.effectKey, effectKey)).get();
      if (applied !== undefined) return applied.result;
      const found = this.#find(namespace, key, nowMs);
      const before = toValue(found?.value ?? '0');
      if (typeof before !== 'number')
        throw new SluiceError(
          'kv_conflict',
          `The value under ${JSON.stringify(key)} is not a number, so it cannot be incremented.`,
        );
      const result = before + by;
      if (!Number.isFinite(result))
        throw new SluiceError('kv_conflict', `${before} + ${by}, for ${JSON.stringify(key)}, is not a finite number.`);
      this.#put(namespace, key, result, found?.expiresAtMs ?? null);
      this.#database.orm.insert(kvApplied).values({ effectKey, result, appliedAtMs: nowMs }).run();
      return result;
    });
  }

  async purge({ nowMs, appliedBeforeMs }: { nowMs: number; appliedBeforeMs: number }): Promise<void> {
    this.#database.write(() => {
      this.#database.orm.delete(kv).where(lte(kv.expiresAtMs, nowMs)).run();
      this.#database.orm.delete(kvApplied).where(lt(kvApplied.appliedAtMs, appliedBeforeMs)).run();
    });
  }

  #find(namespace: string, key: string, nowMs: number) {
    return this.#database.orm
      .select({ value: kv.value, expiresAtMs: kv.expiresAtMs })
      .from(kv)
      .where(and(place(namespace, key), alive(nowMs)))
      .get();
  }

  #put(namespace: string, key: string, value: Json, expiresAtMs: number | null): void {
    const stored = { value: JSON.stringify(value), expiresAtMs };
    this.#database.orm
      .insert(kv)
      .values({ namespace, key, ...stored })
      .onConflictDoUpdate({ target: [kv.namespace, kv.key], set: stored })
      .run();
  }
}

function toValue(text: string): Json;
function toValue(text: string | undefined): Json | undefined;
function toValue(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json); // written by `#put`
}
