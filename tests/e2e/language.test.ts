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

/** A node that nothing leads to, a field without its value, and a template that is wrong deep within one. */
const flawed = {
  format: 'sluice/1',
  name: 'Mit Fehlern',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    pick: {
      type: 'core.switch@1',
      name: 'Weiche',
      params: {
        cases: [
          { port: 'big', when: true },
          { port: 'small', when: '={{ $json. }}' },
        ],
      },
    },
    fetch: { type: 'core.http@1', name: 'Abruf', params: {} },
    lost: { type: 'core.set@1', name: 'Allein', params: { fields: { a: 1 } } },
  },
  edges: [
    { from: 'start.main', to: 'pick.main' },
    { from: 'pick.big', to: 'fetch.main' },
  ],
  layout: { start: { x: 0, y: 0 }, pick: { x: 280, y: 0 }, fetch: { x: 560, y: 0 }, lost: { x: 560, y: 180 } },
};

/** A workflow that can be run, and fails. */
const failing = {
  format: 'sluice/1',
  name: 'Scheitert',
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    read: { type: 'core.set@1', name: 'Lesen', params: { fields: { city: '={{ $json.customer.city }}' } } },
  },
  edges: [{ from: 'start.main', to: 'read.main' }],
  layout: { start: { x: 0, y: 0 }, read: { x: 280, y: 0 } },
};

/** Through the page, as a person does. */
async function bring(document: typeof flawed | typeof failing): Promise<void> {
  await visitor.link('Workflows').click();
  await visitor.button('Importieren').waitFor();
  const buffer = Buffer.from(JSON.stringify(document));
  const file = { name: 'workflow.json', mimeType: 'application/json', buffer };
  await visitor.page.locator('input[type=file]').setInputFiles(file);
  await visitor.heading(document.name).waitFor();
  await visitor.node('start').waitFor();
}

const unconnected = 'Nichts führt zum Knoten „Allein“; so wird er nie ausgeführt.';
const missing = 'Der Parameter „url“ (Adresse) hat keinen Wert.';
const malformed = 'Der Ausdruck in „cases.1.when“ ist kein gültiges JavaScript: unerwartetes Zeichen (Zeile 1, Spalte 12).';

describe.skipIf(chromiumPath === undefined)('the editor in another language, in a real browser', { timeout: 120_000 }, () => {
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
    await visitor.node('who').getByText('Wen grüßen').waitFor();
    await visitor.button('Ausführen').click();
    await visitor.text('Fertig').first().waitFor();
    await visitor.text('Hallo, Welt!').first().waitFor();
    await visitor.node('greet').click();
    await visitor.page.getByRole('tab', { name: 'Einstellungen' }).click();
    await visitor.text('Bei einem Fehler').waitFor();
    await visitor.screenshot('language-step');
    expect(visitor.complaints).toEqual([]);
  });

  it('says what node types are and what their fields are for', async () => {
    const { page } = visitor;
    await page.getByRole('tab', { name: 'Parameter' }).click();
    await visitor.text('Schreibt einen Text nach einer Vorlage').waitFor();
    await visitor.text('Was zwischen {{ und }} steht, wird ausgerechnet').waitFor();
    await page.keyboard.press('Escape');
    await visitor.node('start').getByText('Start von Hand').waitFor();
    await page.keyboard.press('a');
    const picker = page.getByRole('dialog', { name: 'Knoten hinzufügen' });
    await picker.waitFor();
    await page.keyboard.insertText('sortier');
    await picker.getByRole('option', { name: /^Sortieren.*Ordnet die Elemente/ }).waitFor();
    await visitor.screenshot('language-picker');
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
  });

  it('writes numbers and dates as the language does', async () => {
    await visitor.link('Engine').click();
    await visitor.text('5,0 s').waitFor();
    await visitor.link('Ausführungen').click();
    await visitor.text('Hallo').first().waitFor();
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

  it('says what is wrong with a workflow, at its nodes, in the list and in its fields', async () => {
    await bring(flawed);
    const badge = (id: string) => visitor.node(id).getByRole('img', { name: /./ }).last();
    await expect.poll(() => badge('lost').getAttribute('aria-label')).toBe(unconnected);
    await expect.poll(() => badge('fetch').getAttribute('aria-label')).toBe(missing);
    await badge('lost').hover();
    await visitor.page.getByRole('tooltip').getByText(unconnected).waitFor();
    await visitor.screenshot('language-problem-badge');

    await visitor.button('3 Probleme zu beheben').click();
    const list = visitor.page.getByRole('region', { name: '3 Probleme zu beheben' });
    const problems = [
      [unconnected, 'Ihn mit einem Trigger verbinden, oder ihn entfernen.'],
      [missing, 'Ihn ausfüllen.'],
      [malformed, 'Das JavaScript zwischen {{ und }} an der genannten Stelle berichtigen.'],
    ];
    for (const text of problems.flat()) await list.getByText(text).waitFor();
    await visitor.screenshot('language-problems');

    await list.getByRole('button', { name: 'Weiche' }).click();
    const field = visitor.page.locator('[data-param="cases.1.when"]');
    await field.getByText(malformed).waitFor();
    await field.getByText(/^unerwartetes Zeichen/).waitFor(); // the preview
    await visitor.screenshot('language-problem-field');
    expect(await visitor.text(/does not compile|has no value|Nothing leads to|Fill it in/).count()).toBe(0);
    expect(visitor.complaints).toEqual([]);
  });

  it('says why a step failed, and why the engine refused', async () => {
    await bring(failing);
    await visitor.button('Ausführen').click();
    const why = 'TypeError: „city“ lässt sich nicht lesen, davor steht undefined';
    const run = visitor.page.getByRole('region', { name: 'Lauf' });
    await run.getByText(why).waitFor();
    await run.getByText('Prüfen, ob der Wert bei jedem Element da ist; ?. und ?? helfen.').waitFor();
    await expect.poll(() => visitor.node('read').textContent()).toContain(why);
    await visitor.screenshot('language-failed-step');

    await visitor.page.goto(`${sluice.url}/workflows/gone`);
    const refusal = visitor.page.getByRole('alert');
    await refusal.getByText('Diesen Workflow gibt es nicht', { exact: true }).waitFor();
    await refusal.getByText('Den Workflow gone gibt es nicht.').waitFor();
    await refusal.getByText('Die Id prüfen; vielleicht wurde er archiviert.').waitFor();
    await visitor.screenshot('language-refusal');
    expect(visitor.complaints).toEqual([]);
    await visitor.page.goto(`${sluice.url}/about`);
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
    // What was fetched in the other one is said in this one, too.
    await visitor.link('Workflows').click();
    await visitor.link(/^Hallo/).click();
    await visitor.node('start').getByText('Start von Hand').waitFor();
    expect(visitor.complaints).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });
});
