import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim, claimUntilPhrase } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { readStoredKey } from './lib/in-page.mjs';
import { pictures } from './lib/schemes.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

let browser: Browser;

describe.skipIf(chromiumPath === undefined)(
  'the first run, in a real browser against the real thing',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    it('a newcomer claims, runs the sample and sees its result within a minute', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      const begin = Date.now();
      const phrase = await claimUntilPhrase(visitor, sluice, undefined, (name) => pictures(visitor, name));
      expect(phrase.split(/\s+/)).toHaveLength(24);
      await pictures(visitor, '02-phrase');
      await visitor.button('I wrote it down').click();
      await visitor.text('Press Run and watch it flow').waitFor();
      await visitor.node('greet').waitFor();
      await pictures(visitor, '03-sample');
      await visitor.button('Run').click();
      await visitor.jsonString('Hello, world!').waitFor();
      expect(Date.now() - begin).toBeLessThan(60_000);
      for (const node of ['start', 'who', 'greet']) expect(await visitor.nodeStatus(node)).toBe('completed');
      await pictures(visitor, '04-result');

      await visitor.node('greet').click();
      await visitor.page.getByRole('tab', { name: 'Output' }).waitFor();
      await visitor.page.getByLabel('Output at main').getByText('greeting').first().waitFor();
      await pictures(visitor, '05-step');

      await visitor.link('Workflows').click();
      await visitor.link(/^Hello/).waitFor();
      await visitor.button('Use this sample: Orders').waitFor();
      await visitor.page.locator('article svg[aria-hidden=true] rect').first().waitFor();
      await pictures(visitor, '06-workflows');
      await visitor.link('Executions').click();
      await visitor.link(/^Hello Completed/).click();
      await visitor.button('Replay').click();
      await visitor.text(/events came out the same, byte for byte/).waitFor();
      await pictures(visitor, '07-execution');
      expect(visitor.complaints).toEqual([]);
      expect(sluice.faults).toEqual([]);
    });

    it('keeps the key where scripts cannot read it, and nowhere else', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      const phrase = await claim(visitor, sluice);
      const kept = await visitor.page.evaluate(readStoredKey);
      expect(kept).toMatchObject({ extractable: false, usages: ['sign'], exported: 'refused' });
      const found = phrase.split(/\s+/).filter((word) => kept.stored.split(/\W+/).includes(word));
      expect(found.length).toBeLessThan(3); // a common word may stand there by chance, the phrase may not
      await visitor.page.reload();
      await visitor.node('start').waitFor();
    });

    it('asks for no more than 350 kB on the first load, the typeface included', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      const { bytes, list } = await measureLoad(visitor, sluice.claimLink, visitor.page.getByLabel('Your name'));
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes, list).toBeLessThanOrEqual(350_000);
    });

    it('asks for no more than 350 kB when a workflow is opened by its address, the canvas and its data included', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      await claim(visitor, sluice);
      const address = visitor.page.url();
      await visitor.page.goto('about:blank');
      const { bytes, list } = await measureLoad(visitor, address, visitor.node('start'));
      expect(bytes).toBeGreaterThan(100_000);
      expect(bytes, list).toBeLessThanOrEqual(350_000);
    });

    it('asks for no more than 350 kB when home, the workflows or the executions are the first page', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      await claim(visitor, sluice);
      await visitor.button('Run').click();
      await expect.poll(() => visitor.nodeStatus('greet').catch(() => null), { timeout: 15_000 }).toBe('completed');
      const recent = visitor.page.getByRole('region', { name: 'Recent workflows' });
      const pages = [
        ['/', recent.getByRole('link', { name: /^Hello/ })],
        ['/workflows', visitor.link(/^Hello/)],
        ['/executions', visitor.link(/^Hello Completed/)],
      ] as const;
      for (const [path, row] of pages) {
        await visitor.page.goto('about:blank');
        const { bytes, list } = await measureLoad(visitor, `${sluice.url}${path}`, row);
        expect(bytes).toBeGreaterThan(100_000);
        expect.soft(bytes, `${path}\n${list}`).toBeLessThanOrEqual(350_000);
      }
      expect(visitor.complaints).toEqual([]);
    });

    it('does what keys ask for before the tools of editing have come', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      await claim(visitor, sluice);
      const address = visitor.page.url();
      await visitor.page.goto('about:blank');
      let tools = Promise.withResolvers<void>();
      await visitor.page.route('**/assets/edit*', async (route) => {
        await tools.promise;
        await route.continue();
      });
      await visitor.page.goto(address);
      await visitor.node('start').waitFor();
      await visitor.page.keyboard.press('a');
      const picker = visitor.page.getByRole('dialog', { name: 'Add a node' });
      expect(await picker.count()).toBe(0);
      tools.resolve();
      await picker.waitFor();
      await visitor.page.keyboard.press('Escape');
      await picker.waitFor({ state: 'detached' });

      // What is written after such a key goes into the search that it opens, which comes later than the tools.
      tools = Promise.withResolvers<void>();
      const picking = Promise.withResolvers<void>();
      await visitor.page.route('**/assets/node-picker*', async (route) => {
        await picking.promise;
        await route.continue();
      });
      await visitor.page.reload();
      await visitor.node('greet').click();
      await visitor.page.keyboard.press('a');
      await visitor.page.keyboard.type('spl');
      tools.resolve();
      await visitor.button('Tidy up').waitFor();
      await visitor.page.keyboard.type('it');
      await visitor.page.keyboard.press('Enter');
      expect(await picker.count()).toBe(0);
      picking.resolve();

      await visitor.node('split-out').waitFor();
      await picker.waitFor({ state: 'detached' });

      // The palette was there to take its keys: they are not pressed again, which would close it.
      tools = Promise.withResolvers<void>();
      await visitor.page.reload();
      await visitor.node('start').waitFor();
      await visitor.page.keyboard.press('ControlOrMeta+k');
      const search = visitor.page.getByRole('combobox', { name: /^Go to a page/ });
      await search.fill('tidy');
      expect(await visitor.page.getByRole('option', { name: /^Tidy up/ }).count()).toBe(0);
      tools.resolve();
      await visitor.page.getByRole('option', { name: /^Tidy up/ }).waitFor();
      expect(await search.inputValue()).toBe('tidy');
      expect(visitor.complaints).toEqual([]);
    });

    it('says what to do when the claim link is incomplete, wrong or used', async () => {
      await using sluice = await SluiceProcess.start();
      await using visitor = await Visitor.open(browser);
      await visitor.page.goto(`${sluice.url}/claim`);
      await visitor.heading('The claim link is not complete').waitFor();
      await visitor.page.goto(`${sluice.url}/claim#wrong`);
      await visitor.page.reload();
      await visitor.page.getByLabel('Your name').fill('Eve');
      await visitor.button('Make my key and start').click();
      await visitor.text('claim_invalid').waitFor();
      await claim(visitor, sluice);
      await using other = await Visitor.open(browser);
      await other.page.goto(sluice.claimLink);
      await other.heading('This engine has an owner').waitFor();
      expect([...visitor.complaints, ...other.complaints]).toEqual([]);
    });
  },
);

/** What a page asks for until it can be used, with nothing in the browser's cache: bytes on the wire, headers and data included. */
async function measureLoad(visitor: Visitor, address: string, usable: Locator): Promise<{ bytes: number; list: string }> {
  const session = await visitor.page.context().newCDPSession(visitor.page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  const loads = new Map<string, { path: string; bytes: number }>();
  let isUsable = false;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!isUsable) loads.set(requestId, { path: new URL(request.url).pathname, bytes: 0 });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = loads.get(requestId);
    if (load !== undefined) load.bytes = encodedDataLength;
  });
  await visitor.page.goto(address, { waitUntil: 'commit' });
  await usable.waitFor();
  isUsable = true;
  await visitor.page.waitForLoadState('networkidle');
  await session.detach();
  const sorted = [...loads.values()].sort((a, b) => b.bytes - a.bytes);
  return {
    bytes: sorted.reduce((sum, { bytes }) => sum + bytes, 0),
    list: sorted.map(({ path, bytes }) => `${bytes} ${path}`).join('\n'),
  };
}
