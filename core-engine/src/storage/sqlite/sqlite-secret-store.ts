import type { SecretRow, SecretStore } from '../ports/secret-store.ts';
import { asc, eq, getTableColumns } from './drizzle.ts';
import { secrets } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

const { sealed: _, ...rowColumns } = getTableColumns(secrets);

export class SqliteSecretStore implements SecretStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async put({
    name,
    sealed,
    hosts,
    nowMs,
  }: {
    name: string;
    sealed: Uint8Array;
    hosts: readonly string[];
    nowMs: number;
  }): Promise<SecretRow> {
    const values = { sealed: Buffer.from(sealed), hosts, updatedAtMs: nowMs };
    return this.#database.write(() =>
      this.#database.orm
        .insert(secrets)
        .values({ name, createdAtMs: nowMs, ...values })
        .onConflictDoUpdate({ target: secrets.name, set: values })
        .returning(rowColumns)
        .get(),
    );
  }

  async find(name: string): Promise<(SecretRow & { sealed: Uint8Array }) | undefined> {
    return this.#database.read(() => this.#database.orm.select().from(secrets).where(eq(secrets.name, name)).get());
  }

  async list(): Promise<readonly SecretRow[]> {
    return this.#database.read(() => this.#database.orm.select(rowColumns).from(secrets).orderBy(asc(secrets.name)).all());
  }

  async delete(name: string): Promise<boolean> {
    return this.#database.write(() => this.#database.orm.delete(secrets).where(eq(secrets.name, name)).run().changes > 0);
  }
}
