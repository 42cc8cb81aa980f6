import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim, signIn } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { importWorkflow } from './lib/import-workflow.ts';
import { sidewaysOverflow } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

let browser: Browser;
let sluice: SluiceProcess;
let owner: Visitor;
let phrase: string;

async function violations(visitor: Visitor): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page: visitor.page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
}

describe.skipIf(chromiumPath === undefined)(
  'the rest of the house, in a real browser against the real thing',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      owner = await Visitor.open(browser);
      phrase = await claim(owner, sluice);
      await owner.button('Run').click();
      await owner.jsonString('Hello, world!').waitFor();
    });
    afterAll(async () => {
      await owner?.[Symbol.asyncDispose]();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    it('lets another browser in by the phrase, and says what is wrong with a bad one', async () => {
      await using other = await Visitor.open(browser);
      await other.page.goto(sluice.url);
      await other.heading('Sign in').waitFor();
      await other.page.getByLabel('Recovery phrase').fill('abandon abandon');
      await other.button('Sign in').click();
      await other.text('These are 2 words; the phrase has 24.').waitFor();
      await other.page.getByLabel('Recovery phrase').fill(`${'abandon '.repeat(23)}art`);
      await other.button('Sign in').click();
      await other.text('key_unknown').waitFor();
      await signIn(other, sluice, phrase.toUpperCase());
      await other.link(/^Hello/).waitFor();
      expect(other.complaints).toEqual([]);
    });

    it('lets somebody join: their browser makes a key, an owner adds it, and their role is kept to', async () => {
      await using viewer = await Visitor.open(browser);
      await viewer.page.goto(`${sluice.url}/sign-in`);
      await viewer.button('I have no key yet').click();
      const did = await viewer.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).textContent();
      if (did === null) throw new Error('There is no key on the page.');
      await viewer.button('It was added').click();
      await viewer.text('It was not added yet. Press again when it is.').waitFor();

      await owner.link('Keys').click();
      await owner.button('Add a key').click();
      const dialog = owner.page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Grace Hopper');
      await dialog.getByRole('textbox', { name: 'Public key' }).fill(did);
      await dialog.getByRole('combobox', { name: 'Role' }).click();
      await owner.page.getByRole('option', { name: 'Viewer' }).click();
      await dialog.getByRole('button', { name: 'Add a key' }).click();
      await owner.text('Grace Hopper').waitFor();
      await owner.screenshot('15-keys');

      await viewer.button('It was added').click();
      await viewer.link(/^Hello/).click();
      await viewer.node('start').waitFor();
      expect(await viewer.page.title()).toBe('Hello – Sluice');
      const run = viewer.button('Run');
      await expect.poll(() => run.isDisabled()).toBe(true);
      expect(await run.getAttribute('title')).toContain('Ask an owner');

      await owner.button('Name and role of Grace Hopper').click();
      await dialog.getByRole('combobox', { name: 'Role' }).click();
      await owner.page.getByRole('option', { name: 'Operator' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      // Off, without a reason, for as long as nobody knows who asks.
      const { promise: asked, resolve: answer } = Promise.withResolvers<void>();
      await viewer.page.route('**/v1/me', (route) => asked.then(() => route.continue()));
      await viewer.page.reload();
      await viewer.node('start').waitFor();
      expect(await run.isDisabled()).toBe(true);
      expect(await run.getAttribute('title')).toBeNull();
      answer();
      await expect.poll(() => run.isDisabled()).toBe(false);

      await owner.button('Revoke the key of Grace Hopper').click();
      await owner.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await owner.text('1 key that has ended').waitFor();
      // The key is gone with its button; the one in its place has the focus.
      await owner.page.getByRole('list', { name: 'Keys' }).locator(':focus').waitFor();
      await owner.text('1 key that has ended').click();
      await owner.page.getByText('Revoked', { exact: true }).waitFor();
      await viewer.heading('This key was revoked').waitFor();
      expect(await viewer.text('reconnecting').count()).toBe(0);
      await viewer.page.reload();
      await viewer.text('key_revoked').first().waitFor();
      await viewer.button('Sign in with another key').click();
      await viewer.page.getByLabel('Recovery phrase').waitFor();
      expect(viewer.complaints).toEqual([]);
    });

    it('does not let the last owner be locked out', async () => {
      await owner.link('Keys').click();
      await owner.button(/Revoke the key of Ada/).click();
      await owner.page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
      await owner.text('This is the last owner').waitFor();
    });

    it('answers a file that is no workflow, an unknown address and an unknown execution', async () => {
      await importWorkflow(owner, '{ "format": "sluice/1", "name": "x", "name": "y", "nodes": {} }');
      await owner
        .text(/same key twice|"name"/)
        .first()
        .waitFor();
      await importWorkflow(owner, { format: 'sluice/1', name: 'No nodes' });
      await owner.text(/nodes/).first().waitFor();
      await owner.page.goto(`${sluice.url}/no/such/page`);
      await owner.heading('There is nothing here').waitFor();
      await owner.page.goto(`${sluice.url}/executions/nope`);
      await owner.page.getByRole('alert').getByText('not_found').waitFor();
      await owner.screenshot('16-not-found');
    });

    it('is usable by keyboard alone: from the list to a run to a step', async () => {
      await using visitor = await Visitor.open(browser);
      await signIn(visitor, sluice, phrase);
      await visitor.link(/^Hello/).focus();
      await visitor.page.keyboard.press('Enter');
      await visitor.node('start').waitFor();
      await visitor.button('Run').focus();
      await visitor.page.keyboard.press('Enter');
      await visitor.jsonString('Hello, world!').waitFor();
      await visitor.node('who').focus();
      await visitor.page.keyboard.press('Enter');
      await visitor.page.getByRole('complementary', { name: 'Step Who to greet' }).waitFor();
      await visitor.page.keyboard.press('Escape');
      await expect.poll(() => visitor.page.getByRole('complementary').count()).toBe(0);
    });

    it('leads anywhere from the command palette', async () => {
      await using visitor = await Visitor.open(browser);
      await signIn(visitor, sluice, phrase);
      const search = visitor.page.getByRole('combobox', { name: 'Go to a page, a workflow or a node, or do something' });
      await visitor.page.keyboard.press('Control+k');
      await search.fill('hell');
      await visitor.page.getByRole('dialog').getByText('Hello').first().waitFor();
      expect(await violations(visitor)).toEqual([]);
      await visitor.page.keyboard.press('Enter');
      await visitor.node('greet').waitFor();
      await visitor.page.keyboard.press('Control+k');
      await search.fill('appearance: dark');
      await visitor.page.keyboard.press('Enter');
      await expect.poll(() => visitor.page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
      expect(visitor.complaints).toEqual([]);
    });

    it('reads well on a phone', async () => {
      await using visitor = await Visitor.open(browser, 'light', { width: 390, height: 844 });
      await signIn(visitor, sluice, phrase);
      await visitor.link(/^Hello/).waitFor();
      await visitor.screenshot('17-phone-home');
      await visitor.link(/^Hello/).click();
      await visitor.node('start').waitFor();
      await visitor.button('Run').click();
      await visitor.jsonString('Hello, world!').waitFor();
      await visitor.screenshot('18-phone-run');
      const overflow = await visitor.page.evaluate(sidewaysOverflow);
      expect(overflow).toBeLessThanOrEqual(0);
    });
  },
);
