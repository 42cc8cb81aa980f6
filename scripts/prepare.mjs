// npm's `prepare`, after every install: builds what is stale, so that the first start need not. A build that fails does not undo an
// install: the next `npm start` or `npm test` builds again, and stops there with the reason.
import { build } from './lib/build.mjs';
import { main } from './lib/main.mjs';

await main(() => build().catch((error) => console.error(`${error.message} The next start builds it again.`)));
