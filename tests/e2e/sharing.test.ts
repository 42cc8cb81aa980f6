import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { SluiceProcess } from './lib/sluice-process.ts';

let browser: Browser;

/** The link that is shown once. */
async function shareByLink(owner: Visitor, right: string): Promise<string> {
  await owner.button('Share').click();
  const dialog = owner.page.getByRole('dialog');
  await dialog.getByText('A link', { exact: true }).click();
  await choose(owner, 'Right', right);
  await choose(owner, 'Until', '7 days from now');
  await owner.button('Make a link').click();
  return dialog.getByRole('textbox', { name: 'The link' }).inputValue();
}

async function choose(visitor: Visitor, label: string, option: string): Promise<void> {
  await visitor.page.getByRole('combobox', { name: label }).filter({ visible: true }).click();
  await visitor.page.getByRole('option', { name: option }).filter({ visible: true }).click();
}

describe.skipIf(chromiumPath === undefined)('sharing, in real browsers', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('by a link: a visitor makes a key, runs and cannot edit, until the owner takes it back', async () => {
    await using sluice = await SluiceProcess.start();
    await using owner = await Visitor.open(browser);
    await using gwen = await Visitor.open(browser);
    await claim(owner, sluice);
    const link = await shareByLink(owner, 'Can run');
    expect(link).toMatch(new RegExp(`^${sluice.url}/share#[A-Za-z0-9_-]{43}$`));
    await owner.text('not opened yet').waitFor();
    expect(await flawsOf(owner, '30-share-link')).toEqual([]);

    await gwen.page.goto(link);
    await gwen.heading('A workflow is shared with you').waitFor();
    await gwen.page.getByLabel('Your name').fill('Gwen');
    expect(await flawsOf(gwen, '31-shared')).toEqual([]);
    await gwen.button('Make my key and open it').click();
    await gwen.page.getByRole('list', { name: 'Recovery phrase' }).waitFor();
    await gwen.button('I wrote it down').click();
    await gwen.node('greet').waitFor();
    expect(gwen.page.url()).not.toContain('#');
    await gwen.button('Run').click();
    await gwen.jsonString('Hello, world!').waitFor();
    await gwen.screenshot('32-shared-run');

    // Who may run may run again, as the API lets them; who started what is told by name.
    const address = gwen.page.url();
    await gwen.link('Executions').click();
    await gwen
      .link(/Hello.*Gwen/)
      .first()
      .click();
    const again = gwen.button('Run again');
    expect(await again.isEnabled()).toBe(true);
    const before = gwen.page.url();
    await again.click();
    await expect.poll(() => gwen.page.url()).not.toBe(before);
    await gwen.text(/started by Gwen$/).waitFor();
    await gwen.jsonString('Hello, world!').waitFor();
    await gwen.page.goto(address);
    await gwen.node('greet').waitFor();

    const publish = gwen.button('Share');
    expect([await publish.isDisabled(), await publish.getAttribute('title')]).toEqual([
      true,
      'Sharing takes the role Builder. Ask an owner for it.',
    ]);
    const place = () => gwen.node('greet').evaluate((node) => node.style.transform);
    const stood = await place();
    await gwen.node('greet').hover();
    await gwen.page.mouse.down();
    await gwen.page.mouse.move(200, 600, { steps: 4 });
    await gwen.page.mouse.up();
    expect(await place()).toBe(stood);
    await gwen.link('Workflows').click();
    await gwen.text('Shared with you to run').waitFor();
    await gwen.screenshot('33-shared-list');
    await gwen.link(/^Hello/).click();
    await gwen.node('greet').waitFor();

    await owner.page.keyboard.press('Escape');
    await owner.button('Share').click();
    await owner.text('opened by 1 person').waitFor();
    expect(await flawsOf(owner, '34-share-list')).toEqual([]);
    await owner.button('Revoke the link').click();
    await owner.text(/the person who came by it loses sight/).waitFor();
    await owner.button('Revoke the link').last().click();
    await owner.text(/^Nobody yet/).waitFor();

    // It was open: it says so by itself.
    await gwen.text('This share has ended').waitFor();
    await gwen.text(/Your share of this workflow was revoked/).waitFor();
    await gwen.screenshot('35-share-ended');
    await gwen.link('Home').last().click();
    await gwen.heading('Nothing is shared with you').waitFor();
    await gwen.page.goto(link);
    await gwen.button('Open the workflow').click();
    await gwen.text(/This link was revoked/).waitFor();
    expect([...owner.complaints, ...gwen.complaints]).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });

  it('with a person whose public key is known, who may edit', async () => {
    await using sluice = await SluiceProcess.start();
    await using owner = await Visitor.open(browser);
    await using hugo = await Visitor.open(browser);
    await claim(owner, sluice);
    await hugo.page.goto(`${sluice.url}/sign-in`);
    await hugo.button('I have no key yet').click();
    const did = /did:key:z6Mk\w{44}/.exec((await hugo.page.locator('main').textContent()) ?? '')?.[0] ?? '';

    await owner.button('Share').click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel(/^Public key/).fill('somebody');
    await dialog.getByText(/nobody here has that name/).waitFor();
    await dialog.getByLabel(/^Public key/).fill(did);
    await dialog.getByLabel('Note').first().fill('Hugo');
    await choose(owner, 'Right', 'Can edit');
    await owner.screenshot('36-share-person');
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await dialog.getByRole('listitem').getByText('Hugo').waitFor();

    await hugo.button('It was added').click();
    await hugo
      .link(/^Hello/)
      .first()
      .click();
    await hugo.node('greet').waitFor();
    await hugo.button('Run').click();
    await hugo.jsonString('Hello, world!').waitFor();
    await dialog.getByRole('button', { name: 'Stop sharing with Hugo' }).click();
    await owner.button('Stop sharing').click();
    await hugo.text(/Your share of this workflow was revoked/).waitFor();
    expect([...owner.complaints, ...hugo.complaints]).toEqual([]);
    expect(sluice.faults).toEqual([]);
  });
});
