import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { sidewaysOverflow } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;

const language = () => visitor.page.locator('html').getAttribute('lang');

describe.skipIf(chromiumPath === undefined)(
  'the editor in another language, in a real browser',
  { retry: 1, timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      visitor = await Visitor.open(browser, 'light', { width: 1280, height: 720 }, 'de-AT');
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    it('speaks what the browser prefers, from the first page on', async () => {
      await visitor.page.goto(sluice.claimLink);
      await visitor.heading('Diese Engine übernehmen').waitFor();
      expect(await language()).toBe('de');
      await visitor.screenshot('language-claim');
      await visitor.page.getByLabel('Name').fill('Ada');
      await visitor.button('Schlüssel erzeugen und loslegen').click();
      await visitor.button('Aufgeschrieben').click();
      await visitor.node('start').waitFor();
      await visitor.button('Ausführen').click();
      await visitor.text('Fertig').first().waitFor();
      await visitor.node('greet').click();
      await visitor.page.getByRole('tab', { name: 'Einstellungen' }).click();
      await visitor.text('Bei einem Fehler').waitFor();
      await visitor.screenshot('language-step');
      expect(visitor.complaints).toEqual([]);
    });

    it('writes numbers and dates as the language does', async () => {
      await visitor.link('Engine').click();
      await visitor.text('5,0 s').waitFor();
      await visitor.link('Ausführungen').click();
      await visitor.text('Hello').first().waitFor();
      const at = await visitor.page.locator('time').first().getAttribute('title');
      expect(at).toMatch(/^\d{1,2}\.\d{1,2}\.\d{4}, \d{2}:\d{2}:\d{2}$/);
    });

    it('fits its texts on every page, wide and narrow, with no violation', async () => {
      const pages = ['/', '/workflows', '/executions', '/secrets', '/settings/keys', '/settings/engine', '/about'];
      for (const path of pages) {
        await visitor.page.goto(`${sluice.url}${path}`);
        await visitor.page.getByRole('heading', { level: 1 }).waitFor();
        for (const width of [1280, 390]) {
          await visitor.page.setViewportSize({ width, height: 800 });
          expect([path, width, await visitor.page.evaluate(sidewaysOverflow)]).toEqual([path, width, 0]);
        }
        await visitor.page.setViewportSize({ width: 1280, height: 720 });
      }
      const { violations } = await new AxeBuilder({ page: visitor.page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });

    it('speaks another one when it is chosen, at once and from then on', async () => {
      await visitor.button('Sprache').click();
      await visitor.page.getByRole('menuitem', { name: 'English' }).click();
      await visitor.heading('About').waitFor();
      expect(await language()).toBe('en');
      await visitor.page.reload();
      await visitor.heading('About').waitFor();
      await visitor.page.keyboard.press('Control+k');
      await visitor.page.getByRole('combobox').fill('Language: Deutsch');
      await visitor.page.keyboard.press('Enter');
      await visitor.heading('Über Sluice').waitFor();
      expect(await language()).toBe('de');
      expect(visitor.complaints).toEqual([]);
      expect(sluice.faults).toEqual([]);
    });
  },
);
