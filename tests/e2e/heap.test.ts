import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

/** The suite's short form; the long one is `SLUICE_TEST_ROUNDS=200`. */
const ROUNDS = Number(process.env['SLUICE_TEST_ROUNDS'] ?? 40);
/** Until caches are full. */
const WARM_UP = 40;
/** What may differ after 200 rounds, most of it the browser's own records of what took long: 5 kB that are kept in each round would be more. */
const MOST_BYTES = 1_000_000;
/** A node of the DOM that is kept in each round would be 200, and a panel has hundreds. */
const MOST_NODES = 150;

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;
let session: CDPSession;

interface Usage {
  readonly bytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What is still there after everything that nobody holds was collected. */
async function usage(): Promise<Usage> {
  await visitor.page.waitForTimeout(1500);
  for (let pass = 0; pass < 3; pass += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes, listeners: jsEventListeners };
}

async function growthOf(name: string, round: () => Promise<unknown>): Promise<Usage> {
  for (let count = 0; count < WARM_UP; count += 1) await round();
  const before = await usage();
  for (let count = 0; count < ROUNDS; count += 1) await round();
  const after = await usage();
  console.log(`${name}: ${JSON.stringify(before)} before, ${JSON.stringify(after)} after ${ROUNDS} rounds`);
  return {
    bytes: after.bytes - before.bytes,
    nodes: after.nodes - before.nodes,
    listeners: after.listeners - before.listeners,
  };
}

describe.skipIf(chromiumPath === undefined)('the memory of the page', { timeout: 500_000 }, () => {
  beforeAll(async () => {
    // Compiled code grows for as long as anything runs, and is none of what is looked for.
    [browser, sluice] = await Promise.all([
      launchBrowser({ flags: ['--no-opt', '--no-maglev', '--no-sparkplug'] }),
      SluiceProcess.start(),
    ]);
    visitor = await Visitor.open(browser);
    await claim(visitor, sluice);
    await visitor.button('Run').click();
    await visitor.jsonString('Hello, world!').waitFor();
    session = await visitor.page.context().newCDPSession(visitor.page);
  });
  afterAll(async () => {
    await visitor?.[Symbol.asyncDispose]();
    await browser?.close();
    await sluice?.[Symbol.asyncDispose]();
  });

  it('is flat while a step is opened and closed', async () => {
    const panel = visitor.page.getByRole('complementary', { name: /^Step/ });
    let count = 0;
    const growth = await growthOf('step panel', async () => {
      count += 1;
      await visitor.node(count % 2 === 0 ? 'greet' : 'start').click(); // one node twice in a row would be a double click
      await panel.getByRole('tab', { name: 'Parameters' }).click();
      await visitor.button('Close the step').click();
      await panel.waitFor({ state: 'detached' });
    });
    expect(growth.bytes).toBeLessThan(MOST_BYTES);
    expect(growth.nodes).toBeLessThan(MOST_NODES);
    expect(growth.listeners).toBeLessThan(MOST_NODES);
  });

  it('is flat while a workflow is opened and closed', async () => {
    const growth = await growthOf('workflow', async () => {
      await visitor.link('Workflows').click();
      await visitor
        .link(/^Hello/)
        .first()
        .click();
      await visitor.node('greet').waitFor();
    });
    expect(growth.bytes).toBeLessThan(MOST_BYTES);
    expect(growth.nodes).toBeLessThan(MOST_NODES);
    expect(growth.listeners).toBeLessThan(MOST_NODES);
    expect(visitor.complaints).toEqual([]);
  });
});
