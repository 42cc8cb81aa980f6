// `npm run verify`: everything that must hold, one step after the other, the tests last; stops at the first step that fails.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';
import { run } from './lib/run.mjs';

const script =
  (path, ...args) =>
  () =>
    run(findNode24(), [path, ...args]);
const tool = (path, ...args) => script(join('node_modules', path), ...args);

const steps = [
  { name: 'build', work: () => build().then(() => 0) },
  { name: 'lint, format and import rules', work: tool('@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.') },
  { name: 'types', work: tool('typescript/bin/tsc', '-p', '.') },
  { name: 'types of the editor', work: tool('typescript/bin/tsc', '-p', 'apps/editor'), requires: 'apps/editor/tsconfig.json' },
  { name: 'dead code', work: tool('knip/bin/knip.js') },
  { name: 'workspaces', work: tool('sherif/index.js') },
  { name: 'measures', work: script('scripts/test.mjs', '--measure') },
  { name: '200 kills', work: script('tests/kill/main.ts', '--kills', '200') },
  { name: 'tests', work: script('scripts/test.mjs') },
];

await main(async () => {
  await ensureInstalled();
  for (const step of steps) {
    if (step.requires !== undefined && !existsSync(join(root, step.requires))) continue;
    const code = await runStep(step);
    if (code !== 0) return code;
  }
});

/** Prints the step's name before, and how it went after; of the tests nothing, since their last line is the last of all. */
async function runStep(step) {
  console.log(`\n▸ ${step.name}`);
  const started = Date.now();
  const code = await step.work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (step !== steps.at(-1))
    console.log(code === 0 ? `✓ ${step.name} in ${seconds} s` : `✗ ${step.name} failed after ${seconds} s`);
  return code;
}
