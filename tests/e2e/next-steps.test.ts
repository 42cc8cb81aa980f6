import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { arrive, startSluice } from './lib/people.ts';

let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;

const hint = () => visitor.page.getByRole('region', { name: 'What to try next' });
async function useSample(name: string): Promise<void> {
  await visitor.link('Workflows').click();
  await visitor.button(`Use this sample: ${name}`).click();
  await visitor.text('Press Run and watch it flow').waitFor();
}

describe.skipIf(chromiumPath === undefined)(
  'rows 21 and 22: after the first run of a sample, in a real browser',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
      visitor = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.stop();
    });

    it('a hint says what to try next, leads there, and goes with the next run', async () => {
      await useSample('Hello');
      expect(await hint().count()).toBe(0);
      await visitor.button('Run').click();
      await hint().getByText('It ran. What to try next:').waitFor();
      expect(await flawsOf(visitor, 'next-steps')).toEqual([]);
      await hint().getByRole('button', { name: 'Change “Who to greet”' }).click();
      const step = visitor.page.getByRole('complementary', { name: 'Step Who to greet' });
      await step.locator('[data-param^="fields"]').first().waitFor();
      await visitor.screenshot('next-steps-open');
      await hint().getByRole('button', { name: 'Add a step after “Greet”' }).click();
      const picker = visitor.page.getByRole('dialog', { name: 'Add a node' });
      await picker.getByRole('combobox').fill('Limit');
      await picker.getByRole('option').first().getByText('Limit', { exact: true }).waitFor();
      await visitor.page.keyboard.press('Enter');
      await visitor.node('limit').waitFor();
      await visitor.page.locator('[data-wire="greet.main>limit.main"]').waitFor({ state: 'attached' });
      await visitor.button('Run').click();
      await expect.poll(() => visitor.nodeStatus('limit')).toBe('completed');
      expect(await hint().count()).toBe(0);
    });

    it('what starts by itself is offered to be published; a hint that was closed stays away', async () => {
      await useSample('Orders');
      await visitor.button('Run').click();
      await hint()
        .getByRole('button', { name: /^Publish it/ })
        .click();
      await visitor.page.getByRole('dialog', { name: 'Publish' }).waitFor();
      await visitor.page.keyboard.press('Escape');
      await hint().getByRole('button', { name: 'Close the hint' }).click();
      await hint().waitFor({ state: 'detached' });
      await visitor.page.reload();
      await expect.poll(() => visitor.page.getByRole('region', { name: 'Run', exact: true }).count()).toBe(1);
      expect(await hint().count()).toBe(0);
      expect(visitor.complaints).toEqual([]);
    });
  },
);
