// `npm run migration -- <what-changes>`: writes the next migration of the engine's database, from `schema.ts` against the newest one.
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || rest.length > 0 || !/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error('usage: npm run migration -- <what-changes>, in small letters with hyphens');
    return 2;
  }
  await ensureInstalled();
  return run(findNode24(), [
    '--import',
    import.meta.resolve('./lib/find-drizzle.mjs'),
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--config',
    'core-engine/src/storage/sqlite/drizzle.config.ts',
    '--name',
    name,
  ]);
});
