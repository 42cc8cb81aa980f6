// `npm run build`: builds what is stale; `--force` builds everything.
import { build } from './lib/build.mjs';
import { main } from './lib/main.mjs';

await main(() => build({ force: process.argv.includes('--force') }));
