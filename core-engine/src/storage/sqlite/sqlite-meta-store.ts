import type { MetaStore } from '../ports/meta-store.ts';
import { eq } from './drizzle.ts';
import { meta } from './schema.ts';
import type { SqliteDatabase } from './sqlite-database.ts';

export class SqliteMetaStore implements MetaStore {
  readonly #database: SqliteDatabase;

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  async get(name: string): Promise<string | undefined> {
    return this.#database.read(() => this.#find(name));
  }

  async set(name: string, value: string): Promise<void> {
    this.#database.write(() =>
      this.#database.orm.insert(meta).values({ name, value }).onConflictDoUpdate({ target: meta.name, set: { value } }).run(),
    );
  }

  async setOnce(name: string, value: string): Promise<string> {
    return this.#database.write(() => {
      this.#database.orm.insert(meta).values({ name, value }).onConflictDoNothing().run();
      return this.#find(name) ?? value;
    });
  }

  #find(name: string): string | undefined {
    return this.#database.orm.select({ value: meta.value }).from(meta).where(eq(meta.name, name)).get()?.value;
  }
}
