// `npm test`: installs and builds what is stale, finds the services that tests need, runs all tests but those that measure (or those that
// the arguments name), and ends with one plain line: `N passed, N failed, N skipped`. `npm run measure` runs those that measure.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { childEnv } from './lib/child-env.mjs';
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';
import { tryTests } from './lib/try-tests.mjs';
import { findChromium } from './services.mjs';

await main(async () => {
  await ensureInstalled();
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  try {
    return await runTests(join(folder, 'summary.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function runTests(summaryPath) {
  const [first, ...more] = process.argv.slice(2);
  const isMeasuring = first === '--measure';
  const filters = isMeasuring || first === undefined ? more : [first, ...more];
  const projects = isMeasuring ? ['--project=measured'] : filters.length === 0 ? ['--project=!measured'] : [];
  // Who runs a few tests does not want a browser installed for them.
  const chromium = findChromium({ mayInstall: filters.length === 0 });
  const env = childEnv({ SLUICE_TEST_SUMMARY: summaryPath, ...(chromium === undefined ? {} : { CHROMIUM_PATH: chromium }) });
  const vitest = (files) => {
    const which = files.length > 0 ? [...files, '--no-file-parallelism'] : filters;
    return run(findNode24(), ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...which], { env });
  };
  // Who asks for some tests wants to see them fail.
  const { code, passed, failed, skipped } = await tryTests(vitest, { summaryPath, mayTryAgain: filters.length === 0 });
  const honest = code !== 0 ? code : failed > 0 || passed === 0 ? 1 : 0;
  if (passed + failed === 0) console.error('No test ran.');
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return honest;
}
