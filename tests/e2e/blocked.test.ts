import { addKey } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExtraModule } from '../engine/lib/extra-module.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';

const document = {
  format: 'sluice/1',
  name: 'Ask and shout',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    ask: { type: 'core.wait@1', name: 'Ask', params: { for: 'resume' } },
    loud: { type: 'extra.shout@1', name: 'Say it loud' },
  },
  edges: [
    { from: 'start.main', to: 'ask.main' },
    { from: 'ask.main', to: 'loud.main' },
  ],
};

let browser: Browser;

describe.skipIf(chromiumPath === undefined)(
  'a run whose module is gone, in a real browser against the real thing',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());

    it('says what it lacks and what helps, in the list and on its page, and can be cancelled', async () => {
      using extra = new ExtraModule();
      await using sluice = await TestSluice.start({ env: { SLUICE_MODULES: extra.folder } });
      await using visitor = await Visitor.open(browser);
      await visitor.page.goto(`${sluice.url}/sign-in`);
      await visitor.button('I have no key yet').click();
      const did = (await visitor.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).textContent()) ?? '';
      await sluice.call(addKey, { body: { did, role: 'builder', name: 'Ada' } });
      await visitor.button('It was added').click();
      await importWorkflow(visitor, document);
      await visitor.node('loud').waitFor();
      await visitor.button('Run').click();
      await expect.poll(() => visitor.nodeStatus('ask'), { timeout: 15_000 }).toBe('waiting');
      await sluice.killEngine();
      extra.takeAway();
      await sluice.startEngine();
      await visitor.page.goto(`${sluice.url}/executions`);
      await visitor.page.getByRole('link', { name: /Ask and shout/ }).click();
      await visitor.button('Resume').or(visitor.button('Pause')).first().click();
      await visitor.text(/It cannot go on\..*No installed module provides "extra.shout@1"/).waitFor({ timeout: 30_000 });
      await visitor.text(/Put the module "extra" back/).waitFor();
      await visitor.screenshot('20-blocked');
      await visitor.page.goto(`${sluice.url}/executions`);
      await visitor.text(/cannot go on: /).waitFor();
      await visitor.page.getByRole('link', { name: /Ask and shout/ }).click();
      await visitor.button('Cancel').click();
      await visitor.button('Cancel it').click();
      await visitor
        .text(/cancelled/i)
        .first()
        .waitFor();
    });
  },
);
