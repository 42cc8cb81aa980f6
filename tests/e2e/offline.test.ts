import { listExecutions, listVersions } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestSluice } from '../support/test-sluice.ts';
import { CanvasHands } from './lib/canvas-hands.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { arrive, openTogether, startSluice } from './lib/people.ts';
import { pictures } from './lib/schemes.ts';

const document = {
  format: 'sluice/1' as const,
  name: 'Greeting',
  settings: {},
  nodes: {
    start: { type: 'core.manual@1', name: 'Start', params: {} },
    say: { type: 'core.text@1', name: 'Say', params: { text: 'hello' } },
  },
  edges: [{ from: 'start.main', to: 'say.main' }],
  layout: { start: { x: 0, y: 0 }, say: { x: 320, y: 0 } },
};
const NOTICE = 'You are offline. Edits are kept here and saved when the line is back.';

let browser: Browser;
let sluice: TestSluice;

const saved = ({ page }: Visitor) => page.getByText('Saved', { exact: true });
const dialog = ({ page }: Visitor) => page.getByRole('dialog');

describe.skipIf(chromiumPath === undefined)('without a line, in a real browser', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    [browser, sluice] = await Promise.all([launchBrowser(), startSluice()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sluice?.stop();
  });

  it('the page says so, nothing is started or published, then or later, and edits are sent as soon as it is back', async () => {
    await using ada = await arrive(browser, sluice, { name: 'Ada', role: 'owner' });
    const id = await openTogether(sluice, document, [ada]);
    const hands = new CanvasHands(ada);
    await ada.page.waitForTimeout(3000); // the page has come to rest: its late parts are there
    await ada.button('Publish').click(); // but for what is opened
    await dialog(ada).getByRole('button', { name: 'Cancel' }).click();
    const cut = (isOffline: boolean) => ada.page.context().setOffline(isOffline);
    await cut(true);
    await ada.text(NOTICE).waitFor({ timeout: 2000 });
    await pictures(ada, 'offline');

    await ada.button('Run').click();
    const toast = ada.page.getByRole('alert').filter({ hasText: 'You are offline' });
    await toast.getByText('Nothing was sent, and so nothing was started or changed.').waitFor({ timeout: 3000 });
    await ada.button('Publish').click();
    await dialog(ada).getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog(ada).getByText('offline', { exact: true }).waitFor({ timeout: 3000 });
    await dialog(ada).getByRole('button', { name: 'Cancel' }).click();

    // With an edit that is not saved a run gives up as well, and is not made up for.
    await hands.node('say').click();
    await hands.press('ControlOrMeta+ArrowRight');
    await ada.text('Not saved yet').first().waitFor();
    await ada.page.waitForTimeout(9000); // by now it waits long between its attempts
    await ada.page.keyboard.press('ControlOrMeta+Enter');
    await expect.poll(() => toast.count(), { timeout: 3000 }).toBeGreaterThan(0);

    await cut(false);
    await expect.poll(() => ada.text(NOTICE).count()).toBe(0);
    await saved(ada).waitFor({ timeout: 2000 });
    await ada.page.waitForTimeout(1500);
    expect((await sluice.call(listExecutions, { query: { workflowId: id } })).items).toEqual([]);
    expect((await sluice.call(listVersions, { params: { id } })).items).toEqual([]);
    expect(ada.complaints).toEqual([]);
  });

  it('a page that is not there yet is told to come later, and comes by itself', async () => {
    await using ada = await Visitor.open(browser);
    await ada.page.goto(`${sluice.url}/sign-in`);
    await ada.button('I have no key yet').waitFor();
    await ada.page.context().setOffline(true);
    await ada.text(NOTICE).waitFor({ timeout: 2000 });
    await ada.page.context().setOffline(false);
    await expect.poll(() => ada.text(NOTICE).count()).toBe(0);
    await using bob = await arrive(browser, sluice, { name: 'Bob', role: 'owner' });
    await bob.page.context().setOffline(true);
    await bob.link('Secrets').click();
    await bob.text(NOTICE).waitFor({ timeout: 2000 });
    expect(await bob.heading('Secrets').count()).toBe(0);
    await bob.page.context().setOffline(false);
    await bob.heading('Secrets').waitFor({ timeout: 10_000 });
    expect(bob.complaints).toEqual([]);
  });
});
