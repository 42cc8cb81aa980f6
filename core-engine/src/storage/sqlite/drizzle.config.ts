import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --config core-engine/src/storage/sqlite/drizzle.config.ts --name <what-changes>` writes the next migration. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './core-engine/src/storage/sqlite/schema.ts',
  out: './core-engine/src/storage/sqlite/migrations',
});
