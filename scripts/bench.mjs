// `npm run bench`: the benchmark, under Node 24.
import { build } from './lib/build.mjs';
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  return run(findNode24(), ['bench/main.ts', ...process.argv.slice(2)]);
});
