import { createWorkflow, getWorkflow, listExecutions, workflowDocument } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { chromiumPath, launchBrowser, type Visitor } from './lib/editor-browser.ts';
import { isWhole } from './lib/in-page.mjs';
import { arrive, openWorkflow, startSluice } from './lib/people.ts';

let browser: Browser;
let sluice: TestSluice;
let visitor: Visitor;

const document = workflowDocument.parse({
  ...{ format: 'sluice/1', name: 'Monthly report', settings: { vars: { city: 'Bonn' } } },
  nodes: {
    start: { type: 'core.manual@1' },
    say: { type: 'core.set@1', params: { fields: { text: '={{ $vars.city }} {{ $vars.year }}' } } },
  },
  edges: [{ from: 'start.main', to: 'say.main' }],
  layout: { start: { x: 0, y: 0 }, say: { x: 320, y: 0 } },
});
let id = '';
const stored = async () => (await sluice.call(getWorkflow, { params: { id } })).document;
const dialog = () => visitor.page.getByRole('dialog', { name: 'Settings of the workflow' });
const within = (param: string) => dialog().locator(`[data-param="${param}"]`);

describe.skipIf(chromiumPath === undefined)(
  'the name and the settings of a workflow, in a real browser',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
      visitor = await arrive(browser, sluice, { name: 'Ada Lovelace', role: 'owner' });
      ({ id } = await sluice.call(createWorkflow, { body: { document } }));
      await openWorkflow(visitor, id, document);
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.stop();
    });

    it('are changed where the name stands: by a click, by key, and back by undo', async () => {
      await visitor.heading('Monthly report').getByRole('button').click();
      const field = visitor.page.getByRole('textbox', { name: 'Name of the workflow' });
      await field.fill('Weekly report');
      await field.press('Enter');
      await visitor.heading('Weekly report').waitFor();
      await expect.poll(async () => (await stored()).name).toBe('Weekly report');

      await visitor.page.keyboard.press('Shift+F2');
      await visitor.page.keyboard.type('Never kept');
      await visitor.page.keyboard.press('Escape');
      await visitor.heading('Weekly report').waitFor();
      await visitor.page.keyboard.press('Shift+F2');
      await field.fill('   ');
      await field.press('Enter');
      await visitor.heading('Weekly report').waitFor();

      // A long name gives way to what can be pressed.
      await visitor.page.keyboard.press('Shift+F2');
      await field.fill('The report of all branches for every week of the year '.repeat(3));
      await field.press('Enter');
      await visitor
        .text(/^The report of all/)
        .first()
        .waitFor();
      await visitor.screenshot('workflow-long-name');
      for (const name of ['Share', 'Publish', 'Run']) expect(await visitor.button(name).evaluate(isWhole), name).toBe(true);
      await visitor.page.keyboard.press('ControlOrMeta+z');
      await visitor.heading('Weekly report').waitFor();

      await visitor.page.keyboard.press('ControlOrMeta+z');
      await visitor.heading('Monthly report').waitFor();
      await expect.poll(async () => (await stored()).name).toBe('Monthly report');
      await visitor.page.keyboard.press('ControlOrMeta+Shift+z');
      await visitor.heading('Weekly report').waitFor();
    });

    it('has a dialog for all that holds for the whole workflow, opened by key; each change is saved and undone', async () => {
      await visitor.page.keyboard.press('ControlOrMeta+,');
      await dialog().waitFor();
      await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('');
      await dialog().getByText('A workflow needs a name.').waitFor();
      await dialog().getByRole('textbox', { name: 'Name', exact: true }).fill('Report');
      await dialog().getByRole('textbox', { name: 'What it is for' }).fill('Every Monday at nine.');
      await within('timeoutMs').getByRole('textbox').first().fill('90');
      await within('limit').getByRole('textbox').fill('0');
      await within('limit')
        .getByText(/at least 1/i)
        .waitFor();
      await within('limit').getByRole('textbox').fill('2');
      await within('key').getByRole('textbox').fill('customer');
      await within('vars').getByRole('button', { name: /^Add/ }).click();
      await visitor.page.keyboard.type('year');
      await visitor.page.keyboard.press('Tab');
      await within('isGuarded').getByRole('switch').click();
      await within('effects').fill('get https://api.example.com/*\nfly http://*');
      await visitor.screenshot('workflow-settings');
      await dialog()
        .getByText(/names the verb "fly"/)
        .waitFor({ timeout: 20_000 });
      await within('effects').fill('get https://api.example.com/*\n* kv:*\n');
      await dialog()
        .getByText(/names the verb "fly"/)
        .waitFor({ state: 'detached' });
      await visitor.button('Close the settings of the workflow').click();
      await expect
        .poll(async () => (await stored()).settings)
        .toMatchObject({
          timeoutMs: 90_000,
          concurrency: { limit: 2, key: 'customer' },
          effects: ['get https://api.example.com/*', '* kv:*'],
        });
      expect(await stored()).toMatchObject({ name: 'Report', description: 'Every Monday at nine.' });
      await visitor.text('Every Monday at nine.').waitFor();

      for (let undone = 0; undone < 40 && (await stored()).name !== 'Weekly report'; undone += 1) {
        await visitor.page.keyboard.press('ControlOrMeta+z');
        await visitor.text('Saved').waitFor();
      }
      expect(await stored()).toMatchObject({ name: 'Weekly report', settings: { vars: { city: 'Bonn' } } });
      expect((await stored()).settings).toEqual({ vars: { city: 'Bonn' } });
    });

    it('leads from a problem in the settings to the settings, and puts the list away once it is solved', async () => {
      await visitor.page.keyboard.press('ControlOrMeta+,');
      await within('key').getByRole('button').first().click();
      await within('key').locator('.cm-content').fill('={{ $json. }}');
      await dialog()
        .getByText(/line 1, column/)
        .first()
        .waitFor();
      await visitor.page.keyboard.press('Escape');
      await dialog().waitFor({ state: 'detached' });
      await visitor.button('1 problem to fix').click();
      await visitor.page
        .getByRole('list', { name: 'Problems' })
        .getByRole('button', { name: 'Settings of the workflow' })
        .click();
      await dialog().waitFor();
      await within('key').locator('.cm-content').fill('={{ $json.customer }}');
      await visitor.button('Close the settings of the workflow').click();
      await visitor.page.getByRole('list', { name: 'Problems' }).waitFor({ state: 'detached' });
      await visitor.button('Run').click();
      await expect.poll(() => visitor.nodeStatus('say')).toBe('completed');
      expect((await sluice.call(listExecutions, { query: {} })).items).toHaveLength(1);
    });

    it('is duplicated, exported and archived from its own palette, with a way back', async () => {
      const ask = async (what: string) => {
        await visitor.page.keyboard.press('ControlOrMeta+k');
        await visitor.page.getByRole('dialog').getByRole('combobox').fill(what);
        await visitor.page.getByRole('option', { name: what }).first().click();
      };
      const download = visitor.page.waitForEvent('download');
      await ask('Export the workflow');
      expect((await download).suggestedFilename()).toBe('weekly-report.json');
      await ask('Archive the workflow');
      await visitor.button('Undo').click();
      await expect.poll(async () => (await sluice.call(getWorkflow, { params: { id } })).archived).toBe(false);
      const address = visitor.page.url();
      await ask('Duplicate the workflow');
      await visitor.heading('Weekly report (copy)').waitFor();
      await visitor.page.goto(address);
      await visitor.heading('Weekly report').waitFor();
    });

    it('says to somebody who may only look why nothing can be changed', async () => {
      const viewer = await arrive(browser, sluice, { name: 'Grace Hopper', role: 'viewer' });
      await viewer.page.goto(visitor.page.url());
      await viewer.heading('Weekly report').waitFor();
      expect(await viewer.heading('Weekly report').getByRole('button').count()).toBe(0);
      await viewer.button('Settings of the workflow').click();
      const theirs = viewer.page.getByRole('dialog', { name: 'Settings of the workflow' });
      await theirs
        .getByText(/Ask an owner/)
        .first()
        .waitFor();
      expect(await theirs.getByRole('textbox', { name: 'Name', exact: true }).isEditable()).toBe(false);
      expect(viewer.complaints).toEqual([]);
      await viewer[Symbol.asyncDispose]();
    });

    it('left no complaint in the console', () => {
      expect(visitor.complaints).toEqual([]);
    });
  },
);
