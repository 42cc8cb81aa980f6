// `npm run migration -- [gateway] <what-changes>`: writes the next migration of the engine's database, or of the gateway's, from its
// `schema.ts` against the newest one.
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';

const configs = { engine: 'core-engine/src/storage/sqlite/drizzle.config.ts', gateway: 'gateway/drizzle.config.ts' };

await main(async () => {
  const isGateway = process.argv[2] === 'gateway';
  const [name, ...rest] = process.argv.slice(isGateway ? 3 : 2);
  if (name === undefined || rest.length > 0 || !/^[a-z][a-z0-9-]*$/.test(name)) {
    console.error('usage: npm run migration -- [gateway] <what-changes>, in small letters with hyphens');
    return 2;
  }
  await ensureInstalled();
  return run(findNode24(), [
    '--import',
    import.meta.resolve('./lib/find-drizzle.mjs'),
    'node_modules/drizzle-kit/bin.cjs',
    'generate',
    '--config',
    configs[isGateway ? 'gateway' : 'engine'],
    '--name',
    name,
  ]);
});
