/**
 * What the sandbox costs, in CPU time per call, so that other work on the machine counts less: `node bench/sandbox/sandbox.ts`.
 * Restoring an image, calling a small step, items through a step, and jobs through the pool.
 */
import { join } from 'node:path';
import { compile, createCatalog, guestBase, type StepRequest } from '@sluice/kernel';
import type { Json, WorkflowDocument } from '@sluice/protocol';
import { loadModules } from '../../core-engine/src/modules/module-registry.ts';
import { imageBytes } from '../../core-engine/src/sandbox/guest-image.ts';
import { GuestInstance } from '../../core-engine/src/sandbox/guest-instance.ts';
import type { Job } from '../../core-engine/src/sandbox/job.ts';
import { createSandboxPool } from '../../core-engine/src/sandbox/pool.ts';
import { compileQuickjs } from '../../core-engine/src/sandbox/quickjs-build.ts';
import { Sandbox } from '../../core-engine/src/sandbox/sandbox.ts';
import { defaultLimits } from '../../core-engine/src/sandbox/sandbox-limits.ts';
import { sha256Hex } from '../../core-engine/src/sha256.ts';

const modules = loadModules([join(import.meta.dirname, '../../modules')]);
const sumCode = 'return { ...$json, total: $json.lines.reduce((sum, line) => sum + line.price * line.quantity, 0) };';
const shapeCode = 'return { ok: true, total: $json.total, tier: $json.tier, n: $json.lines.length };';
const document: WorkflowDocument = {
  format: 'sluice/1',
  name: 'Orders',
  settings: {},
  nodes: {
    start: { type: 'core.manual@1', params: {} },
    sum: { type: 'core.code@1', params: { code: sumCode } },
    big: { type: 'core.if@1', params: { where: '={{ $json.total >= 100 }}' } },
    gold: { type: 'core.set@1', params: { fields: { tier: 'gold' } } },
    basic: { type: 'core.set@1', params: { fields: { tier: 'basic' } } },
    shape: { type: 'core.code@1', params: { code: shapeCode } },
  },
  edges: [
    { from: 'start.main', to: 'sum.main' },
    { from: 'sum.main', to: 'big.main' },
    { from: 'big.true', to: 'gold.main' },
    { from: 'big.false', to: 'basic.main' },
    { from: 'gold.main', to: 'shape.main' },
    { from: 'basic.main', to: 'shape.main' },
  ],
  layout: {},
};
const { plan, issues } = compile(document, modules.catalog ?? createCatalog([]), sha256Hex);
if (plan === undefined) throw new Error(JSON.stringify(issues));
const scripts = modules.scriptsFor(plan.types);
const order = { lines: Array.from({ length: 10 }, (_, index) => ({ sku: `sku-${index}`, price: index + 1, quantity: 2 })) };

function request(node: string, items: readonly Json[]): StepRequest {
  return {
    node,
    scope: '',
    attempt: 1,
    inputs: { main: items.map((json) => ({ json })) },
    trigger: [],
    nodes: {},
    vars: {},
    nowMs: 1_700_000_000_000,
    seed: '0'.repeat(32),
    results: [],
  };
}

/** The least CPU time in µs that a call took on average, of five rounds. */
function measure(name: string, count: number, act: () => void): void {
  for (let warm = 0; warm < count / 4; warm++) act();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = process.cpuUsage();
    for (let call = 0; call < count; call++) act();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / count);
  }
  console.log(`${name.padEnd(46)} ${best.toFixed(1).padStart(9)} µs`);
}

const instance = new GuestInstance({ module: compileQuickjs(), limits: defaultLimits });
instance.boot();
instance.setLimits({ nowMs: 0, timeoutMs: 60_000 });
instance.load([...guestBase, { name: 'echo', text: '(text) => text' }]);
const image = instance.capture();
console.log(`image of the runtime alone: ${Math.round(imageBytes(image) / 1024)} KiB`);
measure('restore', 5000, () => instance.restore(image));
measure('restore, 700 bytes in and out', 5000, () => {
  instance.restore(image);
  instance.enter('x'.repeat(700));
});

const runner = new Sandbox().runnerFor('did:key:bench', { key: plan.version, plan, scripts });
const many = Array.from({ length: 1000 }, (_, id) => ({ id, name: `name ${id}`, place: `place ${id}`, total: id }));
measure('step: if, one small item', 2000, () => runner.runStep(request('big', [{ total: 120 }])));
measure('step: set, one small item', 2000, () => runner.runStep(request('gold', [{ total: 120 }])));
measure('step: code, one order of 10 lines', 2000, () => runner.runStep(request('sum', [order])));
measure('step: if, 1000 items of 60 bytes', 40, () => runner.runStep(request('big', many)));
measure('step: set, 1000 items of 60 bytes', 20, () => runner.runStep(request('gold', many)));

const RUNS = 4000;
const AT_ONCE = 32;
const pool = createSandboxPool({ workers: 1 });
const job = (id: number): Job => ({
  executionId: `run-${id}`,
  owner: 'did:key:bench',
  plan: { key: plan.version, plan, scripts },
  state: { kind: 'fresh' },
  inputs: [
    {
      type: 'execution-started',
      at: 1_700_000_000_000,
      executionId: `run-${id}`,
      workflowId: 'orders',
      version: plan.version,
      mode: 'manual',
      trigger: 'start',
      items: { items: [{ json: order }] },
      seed: '0'.repeat(32),
    },
  ],
});
let next = 0;
async function client(until: number): Promise<void> {
  while (next < until) {
    const { status } = await pool.run(job(next++));
    if (status !== 'completed') throw new Error(`A run ended as ${status}`);
  }
}
const clients = (until: number): Promise<unknown> => Promise.all(Array.from({ length: AT_ONCE }, () => client(until)));
await clients(RUNS / 4);
const start = { cpu: process.cpuUsage(), ms: performance.now() };
await clients(RUNS / 4 + RUNS);
const { user, system } = process.cpuUsage(start.cpu);
const seconds = (performance.now() - start.ms) / 1000;
console.log(
  `pool, one worker: ${Math.round(RUNS / seconds)} runs/s of 4 guest steps, ${((user + system) / RUNS).toFixed(0)} µs of CPU a run`,
);
await pool.close();
