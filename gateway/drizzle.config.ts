import { defineConfig } from 'drizzle-kit';

/** For `npm run migration -- gateway <what-changes>`, which writes the next migration from what has changed in `schema.ts`. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './gateway/src/storage/sqlite/schema.ts',
  out: './gateway/src/storage/migrations',
});
