import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSteps } from './build-steps.mjs';
import { findNode24 } from './find-node24.mjs';
import { fingerprint } from './fingerprint.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';

const stamps = join(root, 'node_modules/.cache/sluice-build');

/** Builds what is stale (everything with `force`), one step after the other. Throws at the first step that fails. */
export async function build({ force = false } = {}) {
  for (const step of buildSteps()) {
    if (!existsSync(join(root, step.requires))) continue;
    const state = fingerprint(step.inputs);
    if (!force && isFresh(step, state)) continue;
    await runStep(step);
    record(step, { quick: state.quick, exact: state.exact() });
  }
}

async function runStep(step) {
  const started = Date.now();
  const code = await run(findNode24(), step.args);
  if (code !== 0) throw new Error(`Building ${step.name} failed with exit code ${code}.`);
  if (!existsSync(join(root, step.output))) throw new Error(`Building ${step.name} ended without ${step.output}.`);
  console.log(`Built ${step.name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function isFresh(step, state) {
  if (!existsSync(join(root, step.output))) return false;
  const last = readStamp(step);
  if (last === undefined) return false;
  if (last.quick === state.quick) return true;
  if (last.exact !== state.exact()) return false;
  record(step, { ...last, quick: state.quick });
  // Newer than what it was made from, as if it had been made again.
  utimesSync(join(root, step.output), new Date(), new Date());
  return true;
}

const stampPath = (step) => join(stamps, `${step.name.replace('/', '-')}.json`);

function readStamp(step) {
  try {
    return JSON.parse(readFileSync(stampPath(step), 'utf8'));
  } catch {
    return undefined;
  }
}

function record(step, stamp) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stampPath(step), JSON.stringify(stamp));
}
