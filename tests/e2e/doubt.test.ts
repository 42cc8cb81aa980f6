import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { addKey } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';

/** A far side that takes an order and never answers in time; `asked` resolves when it was asked. */
async function startSlowServer() {
  let wasAsked: () => void = () => {};
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });
  const server = createServer(() => wasAsked()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  return { asked, url: `http://127.0.0.1:${port}/charge`, port, [Symbol.dispose]: () => stop(server) };
}

function stop(server: Server): void {
  server.closeAllConnections();
  server.close();
}

const charge = (url: string) => ({
  format: 'sluice/1',
  name: 'Charge',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    charge: { type: 'core.http@1', name: 'Charge the card', params: { method: 'POST', url } },
    paid: { type: 'core.set@1', name: 'Paid', params: { keepOthers: false, fields: { paid: true } } },
  },
  edges: [
    { from: 'start.main', to: 'charge.main' },
    { from: 'charge.main', to: 'paid.main' },
  ],
});

let browser: Browser;

describe.skipIf(chromiumPath === undefined)(
  'an effect in doubt, in a real browser against the real thing',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    it.each([
      ['It was done', 'completed'],
      ['Let it fail', 'failed'],
    ])('is shown after a kill -9, and goes on as a person decides: %s', async (decision, status) => {
      using slow = await startSlowServer();
      await using sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${slow.port}` } });
      await using visitor = await Visitor.open(browser);
      await visitor.page.goto(`${sluice.url}/sign-in`);
      await visitor.button('I have no key yet').click();
      const did = (await visitor.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).textContent()) ?? '';
      await sluice.call(addKey, { body: { did, role: 'builder', name: 'Ada' } });
      await visitor.button('It was added').click();
      await importWorkflow(visitor, charge(slow.url));
      await visitor.node('charge').waitFor();
      await visitor.button('Run').click();
      await slow.asked;
      await sluice.killEngine();
      await sluice.startEngine();
      await visitor.text(/was under way\. Look at the far side/).waitFor({ timeout: 30_000 });
      expect(await visitor.nodeStatus('charge')).toBe('in-doubt');
      await visitor.screenshot('19-in-doubt');
      // The palette has the same, by the name of the effect.
      await visitor.page.keyboard.press('ControlOrMeta+k');
      await visitor.page.getByRole('option', { name: new RegExp(`^${decision}: post `, 'i') }).waitFor();
      await visitor.page.keyboard.press('Escape');
      await visitor.page.getByRole('dialog').waitFor({ state: 'detached' });
      await visitor.button(decision).click();
      await expect.poll(() => visitor.nodeStatus('charge'), { timeout: 15_000 }).toBe(status);
      expect(visitor.complaints).toEqual([]);
    });
  },
);
