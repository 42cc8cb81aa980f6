import { defineConfig } from 'drizzle-kit';

/** For `npm run migration -- <what-changes>`, which writes the next migration from what has changed in `schema.ts`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './core-engine/src/storage/sqlite/schema.ts',
  out: './core-engine/src/storage/sqlite/migrations',
});
