// `npm start`: installs and builds what is stale, then runs `sluice up` in the foreground.
import { build } from './lib/build.mjs';
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  // Over the IPC channel `up` notices when this process is gone, however it went.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc'];
  return run(findNode24(), ['apps/cli/src/main.ts', 'up', ...process.argv.slice(2)], { stdio });
});
