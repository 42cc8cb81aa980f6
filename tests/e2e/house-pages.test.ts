import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim, signIn } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { dropFiles, sidewaysOverflow } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

/** A workflow that says a word that can be searched for, and fails when it is told to. */
const saying = (name: string, word: string) => ({
  format: 'sluice/1',
  name,
  nodes: {
    start: { type: 'core.manual@1', name: 'Start' },
    say: {
      type: 'core.code@1',
      name: 'Say',
      params: { code: `if ($json.fail) throw new Error('no ${word} left');\nreturn { word: '${word}' };` },
    },
  },
  edges: [{ from: 'start.main', to: 'say.main' }],
});

/** Started by a webhook; fails when it is told to, and waits for an answer when it is asked to. */
const shop = {
  format: 'sluice/1',
  name: 'Shop',
  nodes: {
    hook: { type: 'core.webhook@1', name: 'Order', params: { path: 'shop', method: 'POST', respond: 'accepted' } },
    check: {
      type: 'core.code@1',
      name: 'Check',
      params: { code: "if ($json.body.fail) throw new Error('out of pears');\nreturn $json.body;" },
    },
    big: { type: 'core.if@1', name: 'Big order', params: { where: '={{ $json.ask === true }}' } },
    ask: { type: 'core.wait@1', name: 'Ask', params: { for: 'resume', note: '=Ship {{ $json.id }}?' } },
  },
  edges: [
    { from: 'hook.main', to: 'check.main' },
    { from: 'check.main', to: 'big.main' },
    { from: 'big.true', to: 'ask.main' },
  ],
};

let browser: Browser;
let sluice: SluiceProcess;
let visitor: Visitor;
let phrase: string;

/** As `expect.poll`, with the patience that a busy machine needs. */
const soon: typeof expect.poll = (check) => expect.poll(check, { timeout: 15_000 });

const go = (path: string) => visitor.page.goto(`${sluice.url}${path}`);
const row = (name: string | RegExp) => visitor.page.getByRole('listitem').filter({ hasText: name });
const toast = (text: string | RegExp) => visitor.page.getByRole('alert').filter({ hasText: text });
const inDialog = () => visitor.page.getByRole('dialog');

async function order(body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${sluice.url}/hooks/shop`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(202);
}

async function drop(...files: { name: string; text: string }[]): Promise<void> {
  await visitor.page.evaluate(dropFiles, files);
}

describe.skipIf(chromiumPath === undefined)(
  'the pages of the house, in a real browser against the real thing',
  { timeout: 180_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      visitor = await Visitor.open(browser);
      phrase = await claim(visitor, sluice);
    });
    afterAll(async () => {
      await visitor?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    describe('workflows', () => {
      it('are imported by dropping files anywhere: several at once, one refused with its place', async () => {
        await go('/workflows');
        await visitor.button('Import').waitFor();
        await drop(
          { name: 'one.json', text: JSON.stringify(saying('Alpha', 'apple')) },
          { name: 'many.json', text: JSON.stringify([saying('Beta', 'berry'), saying('Gamma', 'grape')]) },
          {
            name: 'exported.json',
            text: JSON.stringify({
              format: 'sluice-export/1',
              workflows: [{ document: saying('Delta', 'date'), folder: 'Fruit/Exotic', tags: ['sweet'] }],
            }),
          },
          { name: 'broken.json', text: '{ "format": "sluice/1", "name": "x" }' },
        );
        await toast('Imported: 4 of 5.')
          .getByText(/broken\.json At nodes/)
          .waitFor();
        for (const name of ['Alpha', 'Beta', 'Gamma', 'Delta']) await visitor.link(new RegExp(`^${name}`)).waitFor();
        await visitor.link('Exotic 1').click();
        await soon(() => visitor.page.url()).toContain('folder=Fruit%2FExotic');
        await soon(() => row(/Alpha/).count()).toBe(0);
        await visitor.link(/^Delta/).waitFor();
      });

      it('are filed in folders and under tags, several at once, and it can be undone', async () => {
        await go('/workflows');
        await visitor.page.getByRole('checkbox', { name: 'Select Alpha' }).check();
        await visitor.page.getByRole('checkbox', { name: 'Select Beta' }).check();
        await visitor.text('2 selected').waitFor();
        await visitor.button('Folder and tags').click();
        await inDialog().getByRole('combobox', { name: 'Folder' }).fill('Fruit / Common');
        await inDialog().getByRole('combobox', { name: 'Tags' }).fill('daily');
        await visitor.page.keyboard.press('Enter');
        await visitor.screenshot('house-filing');
        await inDialog().getByRole('button', { name: 'Save' }).click();
        await toast('2 workflows are filed.').waitFor();
        await visitor.link('Fruit 3').waitFor();
        await visitor.link('daily 2').waitFor();
        await visitor.screenshot('house-workflows');
        await toast('2 workflows are filed.').getByRole('button', { name: 'Undo' }).click();
        await visitor.link('Fruit 1').waitFor();
        await soon(() => visitor.link('daily 2').count()).toBe(0);
      });

      it('are found by name and tag, and the address keeps the filter', async () => {
        await go('/workflows');
        await visitor.link(/^Alpha/).waitFor();
        await visitor.page.keyboard.press('/');
        await visitor.page.keyboard.type('SWEET');
        await soon(() => visitor.page.url()).toContain('search=SWEET');
        await soon(() => row(/Alpha/).count()).toBe(0);
        await visitor.page.reload();
        await visitor.link(/^Delta/).waitFor();
        expect(await row(/Alpha/).count()).toBe(0);
        await visitor.page.getByRole('textbox', { name: 'Search workflows' }).fill('nothing like that');
        await visitor.heading('No workflow fits').waitFor();
        await visitor.button('Show all').click();
        await visitor.link(/^Alpha/).waitFor();

        const field = visitor.page.getByRole('textbox', { name: 'Search workflows' });
        await go('/workflows?search=sweet');
        await visitor.link(/^All workflows/).click();
        await visitor.link(/^Alpha/).waitFor();
        expect(await field.inputValue()).toBe('');
        await visitor.page.goBack();
        await soon(() => row(/Alpha/).count()).toBe(0);
        expect(await field.inputValue()).toBe('sweet');
      });

      it('lie in folders beside the list, and above it where the window is narrow', async () => {
        await visitor.page.setViewportSize({ width: 820, height: 1180 });
        await go('/workflows');
        await visitor.link('Fruit 1').waitFor();
        await visitor.page.setViewportSize({ width: 1180, height: 820 });
        const folders = visitor.page.getByRole('listitem').filter({ hasText: /^(Fruit|All workflows)/ });
        await soon(async () => (await folders.first().boundingBox())?.x).toBeLessThan(200);
        for (const folder of await folders.all()) await soon(async () => (await folder.boundingBox())?.height).toBeLessThan(50);
        await visitor.page.setViewportSize({ width: 1280, height: 720 });
      });

      it('rename a folder with all that is in it', async () => {
        await go('/workflows');
        await visitor.link('Fruit 1').hover();
        await visitor.button('Rename the folder Fruit').click();
        await inDialog().getByRole('textbox', { name: 'Name, or path' }).fill('Food');
        await inDialog().getByRole('button', { name: 'Rename the folder' }).click();
        await toast('1 workflow moved from Fruit to Food.').waitFor();
        await visitor.link('Food 1').waitFor();
        await visitor.heading('Food').waitFor();
      });

      it('are duplicated, exported, archived and taken back, alone or together', async () => {
        await go('/workflows');
        await visitor.button('More for Alpha').click();
        const saved = visitor.page.waitForEvent('download');
        await visitor.page.getByRole('menuitem', { name: 'Export' }).click();
        const download = await saved;
        expect(download.suggestedFilename()).toBe('alpha.json');
        expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({ format: 'sluice/1', name: 'Alpha' });

        await visitor.button('More for Alpha').click();
        await visitor.page.getByRole('menuitem', { name: 'Duplicate' }).click();
        await visitor.node('say').waitFor();
        await visitor.heading('Alpha (copy)').waitFor();
        await go('/workflows');
        for (const name of ['Alpha (copy)', 'Beta']) await visitor.page.getByRole('checkbox', { name: `Select ${name}` }).check();
        const many = visitor.page.waitForEvent('download');
        await visitor.button('Export').click();
        const exported = JSON.parse(readFileSync(await (await many).path(), 'utf8'));
        expect(exported).toMatchObject({ format: 'sluice-export/1', workflows: [{}, {}] });
        await visitor.button('Archive').click();
        await toast('2 workflows are in the archive.').waitFor();
        await soon(() => row(/Beta/).count()).toBe(0);
        await toast('2 workflows are in the archive.').getByRole('button', { name: 'Undo' }).click();
        await visitor.link(/^Beta/).waitFor();

        await visitor.button('More for Alpha (copy)').click();
        await visitor.page.getByRole('menuitem', { name: 'Archive' }).click();
        // The row is gone with its button; the one in its place has the focus.
        await visitor.link('Archive 1').waitFor();
        await visitor.page.getByRole('list', { name: 'Workflows' }).locator(':focus').waitFor();
        await visitor.link('Archive 1').click();
        await visitor.link(/^Alpha \(copy\)/).waitFor();
        await visitor.screenshot('house-archive');
        await visitor.button('More for Alpha (copy)').click();
        await visitor.page.getByRole('menuitem', { name: 'Take out of the archive' }).click();
        await visitor.text('Nothing is archived.').waitFor();
      });

      it('have menus that say when the server is away, and open when it is back', async () => {
        await go('/workflows');
        await visitor.button('More for Beta').waitFor();
        await visitor.page.route(/assets|healthz/, (route) => route.abort());
        await visitor.button('More for Beta').click();
        await visitor.text('The server does not answer yet. The menu opens when it does.').first().waitFor();
        expect(await visitor.button('More for Beta').getAttribute('aria-busy')).toBe('true');
        await visitor.page.unroute(/assets|healthz/);
        await visitor.page.getByRole('menuitem', { name: 'Duplicate' }).waitFor();
        await visitor.page.keyboard.press('Escape');
        visitor.complaints.length = 0;
      });

      it('are walked through and ticked by keyboard', async () => {
        await go('/workflows');
        const links = visitor.page.getByRole('list', { name: 'Workflows' }).getByRole('link');
        await links.first().focus();
        await visitor.page.keyboard.press('End');
        await soon(() => links.last().evaluate((element) => element.matches(':focus'))).toBe(true);
        await visitor.page.keyboard.press('x');
        await visitor.page.keyboard.press('Home');
        await soon(() => links.first().evaluate((element) => element.matches(':focus'))).toBe(true);
        await visitor.page.keyboard.press('Shift+x');
        await visitor.text(`${await links.count()} selected`).waitFor();
        await visitor.page.keyboard.press('ArrowDown');
        await visitor.page.keyboard.press('Space');
        await visitor.text(`${(await links.count()) - 1} selected`).waitFor();
      });
    });

    describe('executions', () => {
      const list = () => visitor.page.getByRole('list', { name: 'Executions' }).getByRole('listitem');

      beforeAll(async () => {
        await importWorkflow(visitor, shop);
        await visitor.button('Publish').click();
        await visitor.button('Publish and activate').click();
        await visitor.text('/hooks/shop').first().waitFor();
        for (const id of ['pear-1', 'pear-2', 'plum-3']) await order({ id });
        for (const id of ['fig-4', 'fig-5']) await order({ id, fail: true });
        await order({ id: 'kiwi-6', ask: true });
      });

      it('are filtered by status, workflow, time and text in the data, and the address keeps it', async () => {
        await go('/executions');
        await soon(() => list().count()).toBe(6);
        await visitor.page.getByText('Failed', { exact: true }).first().click();
        await soon(() => list().count()).toBe(2);
        await visitor.screenshot('house-executions');
        await visitor.page.getByRole('textbox', { name: 'Search executions' }).fill('FIG-4');
        await soon(() => list().count()).toBe(1);
        await visitor.page.reload();
        await soon(() => list().count()).toBe(1);
        expect(new URL(visitor.page.url()).searchParams.get('search')).toBe('FIG-4');
        await go('/executions?search=pear');
        await soon(() => list().count()).toBe(2 + 2); // in two orders, and in what two others failed with
        await visitor.page.getByRole('combobox', { name: 'Started' }).click();
        await visitor.page.getByRole('option', { name: 'Between…' }).click();
        await visitor.page.getByLabel('From').fill('2020-01-01T10:00');
        await visitor.page.getByLabel('To').fill('2020-01-02T10:00');
        await visitor.heading('No execution fits').waitFor();
        await visitor.button('Show all').click();
        await soon(() => list().count()).toBe(6);
        await visitor.page.getByRole('combobox', { name: 'Started' }).click();
        await visitor.page.getByRole('option', { name: 'In the last hour' }).click();
        await soon(() => visitor.page.url()).toContain('since=1h');
        await soon(() => list().count()).toBe(6);
      });

      it('are listed whatever else an address says', async () => {
        await go('/executions?from=banana&status=bogus&utm_source=mail');
        await soon(() => list().count()).toBe(6);
        expect(new URL(visitor.page.url()).search).toBe('');
        expect(await visitor.page.title()).toBe('Executions – Sluice');
        await go('/workflows?archived=maybe&fbclid=abc');
        await visitor.heading('Workflows').waitFor();
        await visitor
          .link(/^Alpha/)
          .first()
          .waitFor();
        await go('/executions?search=fig&since=1h');
        await visitor.link('Executions').click();
        await soon(() => list().count()).toBe(6);
        expect(await visitor.page.getByRole('textbox', { name: 'Search executions' }).inputValue()).toBe('');
      });

      it('are reached by their address, through signing in', async () => {
        await using other = await Visitor.open(browser);
        const address = `${sluice.url}/executions?status=failed`;
        await other.page.goto(address);
        await other.page.getByLabel('Recovery phrase').fill(phrase);
        await other.button('Sign in').click();
        await other.page.waitForURL(address);
      });

      it('appear and change live', async () => {
        await go('/executions?status=completed');
        const before = await (async () => {
          await list().first().waitFor();
          return list().count();
        })();
        await order({ id: 'apple-7' });
        await soon(() => list().count()).toBe(before + 1);
      });

      it('run again, alone or several, with the items that each had', async () => {
        await go('/executions?search=plum-3');
        await list().first().waitFor();
        await visitor.button(/^More for Shop/).click();
        await visitor.page.getByRole('menuitem', { name: 'Run again', exact: true }).click();
        await toast('Shop runs again.').getByRole('button', { name: 'Open' }).click();
        await visitor.node('check').waitFor();
        await soon(() => visitor.nodeStatus('check')).toBe('completed');
        await visitor.text('By hand').first().waitFor();

        await go('/executions?status=failed');
        await visitor.page
          .getByRole('link', { name: /Failed · Check: .*out of pears/ })
          .first()
          .waitFor();
        await soon(() => list().count()).toBe(2);
        await visitor.page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
        await visitor.button('Run again').click();
        await toast('2 executions run again.').getByRole('button', { name: 'Show them' }).waitFor();
        await soon(() => list().count()).toBe(4);
        // Nothing stays ticked that “Delete” could mean next.
        await visitor.text('4 executions').waitFor();
      });

      it('are cancelled and deleted after one question that names what is lost', async () => {
        await go('/executions?status=waiting');
        await list().first().waitFor();
        await order({ id: 'kiwi-8', ask: true });
        await soon(() => list().count()).toBe(2);
        await visitor.page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
        await visitor.button('Cancel 2').click();
        await inDialog().getByText('Shop (2) stop at their next event').waitFor();
        await visitor.screenshot('house-cancel');
        await inDialog().getByRole('button', { name: 'Cancel 2 executions' }).click();
        await visitor.heading('No execution fits').waitFor();

        await go('/executions?status=cancelled');
        await soon(() => list().count()).toBe(2);
        await visitor
          .button(/^More for Shop/)
          .first()
          .click();
        await visitor.page.getByRole('menuitem', { name: 'Delete' }).click();
        await inDialog().getByText('Shop (1): its journal').waitFor();
        await inDialog().getByRole('button', { name: 'Delete it' }).click();
        await soon(() => list().count()).toBe(1);
      });
    });

    describe('many at once', () => {
      it('is said how far it is, and stops where it is told to', async () => {
        await visitor.page.route('**/retry', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 400));
          await route.continue();
        });
        for (let at = 0; at < 30; at++) await order({ id: `nut-${at}` });
        await go('/executions?search=nut-');
        const list = visitor.page.getByRole('list', { name: 'Executions' });
        await list.getByRole('link').first().waitFor();
        await visitor.text(/^30 executions/).waitFor();
        await visitor.page.getByRole('checkbox', { name: 'Select all that are listed' }).check();
        await visitor.button('Run again').click();
        await visitor.text(/Running again · [1-9]\d* of 30/).waitFor();
        await visitor.screenshot('house-progress');
        await visitor.button('Stop').click();
        await visitor.text(/Running again: \d+ of 30 done\. It was stopped; \d+ are left as they were\./).waitFor();
        await visitor.button('Dismiss').click();
        await visitor.page.unroute('**/retry');
      });
    });

    describe('home', () => {
      it('shows what waits, what failed and what is recent, and takes a decision right there', async () => {
        await order({ id: 'kiwi-9', ask: true });
        await order({ id: 'kiwi-10', ask: true });
        await go('/');
        const waiting = visitor.page.getByRole('region', { name: 'Waits for you' });
        await waiting.getByText('Ship kiwi-9?').waitFor();
        const failed = visitor.page.getByRole('region', { name: 'Failed lately' });
        await failed.getByText('4 failures').waitFor();
        await visitor.screenshot('house-home');
        const card = waiting.getByRole('listitem').filter({ hasText: 'Ship kiwi-9?' });
        await card.getByRole('link').focus();
        await visitor.page.keyboard.press('ControlOrMeta+k');
        await visitor.page.locator('[data-entry="action-wait.approve"]').click();
        await soon(() => waiting.getByText('Ship kiwi-9?').count()).toBe(0);
        const other = waiting.getByRole('listitem').filter({ hasText: 'Ship kiwi-10?' });
        await other.getByRole('button', { name: 'Answer with data' }).click();
        await inDialog().getByRole('textbox', { name: 'Answer' }).fill('{ "by": "truck" }');
        await inDialog().getByRole('button', { name: 'Send the answer' }).click();
        await waiting.getByText('Nothing waits for a decision.', { exact: false }).waitFor();
        await failed.getByRole('link', { name: /^Check\W.*out of pears/ }).click();
        await visitor.page.getByRole('complementary', { name: 'Step Check' }).waitFor();
      });

      it('gives the answer to the nodes after the wait', async () => {
        await go('/executions?search=truck');
        await row(/Shop/).first().waitFor();
        expect(await row(/Shop/).count()).toBe(1);
      });
    });

    describe('secrets', () => {
      const value = 'zanzibar-7';

      it('are added, get a new value, and never show one', async () => {
        await visitor.link('Secrets').click();
        await visitor.heading('No secret yet').waitFor();
        await visitor.button('Add a secret').click();
        await inDialog().getByRole('textbox', { name: 'Name' }).fill('SHOP KEY');
        await inDialog().getByText('Letters, digits, dots').waitFor();
        await inDialog().getByRole('textbox', { name: 'Name' }).fill('SHOP_KEY');
        await inDialog().getByRole('textbox', { name: 'Value' }).fill(value);
        await inDialog().getByRole('combobox', { name: 'May be sent to' }).fill('https://api.example.com/v1');
        await visitor.page.keyboard.press('Enter');
        await inDialog().getByText('is no host').waitFor();
        await visitor.page.keyboard.press('Backspace');
        await visitor.page.keyboard.press('Backspace');
        await inDialog().getByRole('combobox', { name: 'May be sent to' }).fill('api.example.com');
        await visitor.page.keyboard.press('Enter');
        await visitor.screenshot('house-secret');
        await inDialog().getByRole('button', { name: 'Add a secret' }).click();
        await visitor.text('May be sent to api.example.com').waitFor();

        await visitor.button('A new value for SHOP_KEY').click();
        await inDialog().getByRole('textbox', { name: 'New value' }).fill(`${value}-new`);
        await inDialog().getByRole('button', { name: 'New value' }).click();
        await soon(() => inDialog().count()).toBe(0);
        expect(await visitor.page.content()).not.toContain(value);
      });

      it('are deleted after a question that names what uses them', async () => {
        await importWorkflow(visitor, {
          format: 'sluice/1',
          name: 'Calls the shop',
          nodes: {
            start: { type: 'core.manual@1' },
            call: { type: 'core.http@1', params: { url: 'https://api.example.com', auth: 'bearer', secret: 'SHOP_KEY' } },
          },
          edges: [{ from: 'start.main', to: 'call.main' }],
        });
        await visitor.node('call').waitFor();
        await visitor.link('Secrets').click();
        await visitor.button('Delete the secret SHOP_KEY').click();
        await inDialog().getByRole('link', { name: 'Calls the shop' }).waitFor();
        await inDialog().getByText('(draft) in call').waitFor();
        await visitor.screenshot('house-secret-delete');
        await inDialog().getByRole('button', { name: 'Delete it' }).click();
        await visitor.heading('No secret yet').waitFor();
      });
    });

    describe('engine and about', () => {
      it('show what is configured and where it comes from, limits, modules, versions and health', async () => {
        await visitor.link('Engine').click();
        await visitor.text('SLUICE_RETENTION_DAYS').waitFor();
        await visitor.text('Ended executions are kept for').waitFor();
        await visitor.screenshot('house-engine');
        await visitor.text(/32 node types/).click();
        await visitor.text('core.for-each@1').waitFor();
        await visitor.link('About').click();
        await soon(() => visitor.page.getByRole('status').filter({ hasText: 'Answers' }).count()).toBe(3);
        await visitor.text('Key of the gateway').waitFor();
        await visitor.screenshot('house-about');
      });
    });

    describe('samples', () => {
      it('are found by what they show, and each has its graph in small', async () => {
        await go('/workflows');
        const cards = visitor.page.locator('article');
        await soon(() => cards.count()).toBeGreaterThanOrEqual(10);
        await visitor.page.getByRole('textbox', { name: 'Search samples' }).fill('waits');
        await visitor.button('Use this sample: Approval').waitFor();
        await soon(() => visitor.button('Use this sample: Orders').count()).toBe(0);
        await visitor.page.getByRole('textbox', { name: 'Search samples' }).fill('');
        await visitor.page.locator('article svg[aria-hidden=true] rect').first().waitFor();
        await visitor.page.locator('article').last().scrollIntoViewIfNeeded();
        await visitor.screenshot('house-samples');
      });
    });

    it('reads well on a phone: run and approve', async () => {
      await order({ id: 'kiwi-11', ask: true });
      await using phone = await Visitor.open(browser, 'light', { width: 390, height: 844 });
      await signIn(phone, sluice, phrase);
      const fits = async (name: string) => {
        await phone.screenshot(`house-phone-${name}`);
        expect(await phone.page.evaluate(sidewaysOverflow), name).toBeLessThanOrEqual(0);
      };
      await phone
        .text(/^Ship kiwi-/)
        .first()
        .waitFor();
      await fits('home');
      const waiting = phone.page.getByRole('region', { name: 'Waits for you' }).getByRole('listitem');
      const before = await waiting.count();
      await phone.button('Approve').first().click();
      await soon(() => waiting.count()).toBe(before - 1);
      await phone.link('Workflows').click();
      await phone.heading('Workflows').waitFor();
      await phone
        .link(/^Alpha/)
        .first()
        .waitFor();
      await fits('workflows');
      await phone.link('Executions').click();
      await phone.heading('Executions').waitFor();
      await phone.link(/^Shop/).first().waitFor();
      await fits('executions');
      for (const [page, text] of [
        ['Secrets', 'No secret yet'],
        ['Engine', 'SLUICE_HOST'],
        ['About', 'Key of the engine'],
      ] as const) {
        await phone.button('More').click();
        await phone.page.getByRole('menuitem', { name: page }).click();
        await phone.text(text).waitFor();
        await fits(page.toLowerCase());
      }
      expect(phone.complaints).toEqual([]);
    });

    it('says to a viewer why things cannot be done', async () => {
      await using viewer = await Visitor.open(browser);
      await viewer.page.goto(`${sluice.url}/sign-in`);
      await viewer.button('I have no key yet').click();
      const did = (await viewer.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).textContent()) ?? '';
      await go('/settings/keys');
      await visitor.button('Add a key').click();
      await inDialog().getByRole('textbox', { name: 'Name' }).fill('Vera');
      await inDialog().getByRole('textbox', { name: 'Public key' }).fill(did);
      await inDialog().getByRole('combobox', { name: 'Role' }).click();
      await visitor.page.getByRole('option', { name: 'Viewer' }).click();
      await inDialog().getByRole('button', { name: 'Add a key' }).click();
      await visitor.text('Vera').waitFor();
      await order({ id: 'kiwi-12', ask: true });
      await viewer.button('It was added').click();
      await viewer.text('Ship kiwi-12?').waitFor();
      const approve = viewer.button('Approve').first();
      expect(await approve.isDisabled()).toBe(true);
      expect(await approve.getAttribute('title')).toContain('Ask an owner');
      await viewer.link('Workflows').click();
      await viewer.button('New workflow').waitFor();
      expect(await viewer.button('New workflow').getAttribute('title')).toContain('Ask an owner');
      await viewer.link('Secrets').click();
      await viewer.heading('Secrets are for builders').waitFor();
      await viewer.link('Engine').click();
      await viewer.text('The settings are for builders.').waitFor();
      expect(viewer.complaints).toEqual([]);
    });

    it('teaches somebody who has nothing yet', async () => {
      await using fresh = await SluiceProcess.start();
      await using newcomer = await Visitor.open(browser);
      await claim(newcomer, fresh);
      await newcomer.link('Workflows').click();
      await newcomer.button('More for Hello').click();
      await newcomer.page.getByRole('menuitem', { name: 'Archive' }).click();
      await newcomer.link('Home').click();
      await newcomer.heading('Welcome').waitFor();
      await newcomer.button('Use this sample: Orders').waitFor();
      await newcomer.screenshot('house-welcome');
      expect(newcomer.complaints).toEqual([]);
    });

    it('keeps a long list short in the page', async () => {
      await go('/workflows');
      await visitor.button('Import').waitFor();
      const documents = Array.from({ length: 140 }, (_, at) => saying(`Many ${at}`, 'm'));
      await drop({ name: 'many.json', text: JSON.stringify(documents) });
      await toast('140 workflows were imported.').waitFor({ timeout: 60_000 });
      const rows = visitor.page.getByRole('list', { name: 'Workflows' }).getByRole('listitem');
      await rows.first().waitFor();
      expect(await rows.count()).toBeLessThan(40);
      await rows.first().getByRole('link').focus();
      await visitor.page.keyboard.press('End');
      await visitor.page.keyboard.press('End');
      await soon(() => visitor.page.locator('li:focus-within').getAttribute('aria-posinset').then(Number)).toBeGreaterThan(90);
      expect(await rows.count()).toBeLessThan(40);
    });

    it('stays at the list when one of several dropped files is refused, and names each with its reason', async () => {
      await go('/workflows');
      await visitor.button('Import').waitFor();
      const one = saying('Lone', 'lime');
      const n8n = { name: 'Mail', nodes: [{ type: 'n8n-nodes-base.start' }], connections: {} };
      await drop(
        { name: 'newer.json', text: JSON.stringify({ ...one, format: 'sluice/2', phases: [] }) },
        { name: 'mail.json', text: JSON.stringify(n8n) },
        { name: 'lone.json', text: JSON.stringify(one) },
        ...[1, 2, 3, 4].map((at) => ({ name: `cut${at}.json`, text: '{' })),
      );
      const outcome = toast('Imported: 1 of 7.');
      await outcome.getByText(/newer\.json This file comes from a newer Sluice: its format is sluice\/2/).waitFor();
      await outcome.getByText(/mail\.json This is a workflow of n8n, not of Sluice/).waitFor();
      await outcome.getByText('and 1 more').waitFor();
      expect(await outcome.getByRole('listitem').count()).toBe(6);
      await visitor.link(/^Lone/).waitFor();
      expect(new URL(visitor.page.url()).pathname).toBe('/workflows');
      await visitor.screenshot('house-import-refused');
      await outcome.getByRole('button', { name: 'Dismiss' }).click();
      await soon(() => outcome.count()).toBe(0);
    });

    it('left no complaint in the console, and none at the server', () => {
      expect(visitor.complaints).toEqual([]);
      expect(sluice.faults).toEqual([]);
    });
  },
);
