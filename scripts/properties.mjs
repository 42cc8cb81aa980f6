// `npm run properties -- --cases 5000 [--seed 42]`: the kernel's property tests with any number of cases. The seed is printed before, and
// again with what fails; the same seed makes the same cases.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { childEnv } from './lib/child-env.mjs';
import { findNode24 } from './lib/find-node24.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { run } from './lib/run.mjs';

const files = [
  'kernel/src/run/properties',
  'kernel/src/run/blobs',
  'kernel/src/run/work-queue',
  'kernel/src/part/part-properties',
  'kernel/src/graph/parse-template',
];

await main(async () => {
  const { values } = parseArgs({ options: { cases: { type: 'string', default: '5000' }, seed: { type: 'string' } } });
  const cases = wholeNumber('--cases', values.cases);
  const seed = values.seed === undefined ? randomInt(1, 1_000_000_000) : wholeNumber('--seed', values.seed);
  await ensureInstalled();
  console.log(`${cases} cases of each property, seed ${seed}`);
  const env = childEnv({ SLUICE_PROPERTY_CASES: String(cases), SLUICE_PROPERTY_SEED: String(seed) });
  const code = await run(findNode24(), ['node_modules/vitest/vitest.mjs', 'run', '--testTimeout=0', ...files], { env });
  if (code !== 0) console.error(`Failed. Again with: npm run properties -- --cases ${cases} --seed ${seed}`);
  return code;
});

function wholeNumber(option, text) {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new Error(`${option} takes a whole number from 1 to 999,999,999, not ${text}.`);
}
